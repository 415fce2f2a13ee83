#pragma once
#include <gmime/gmime.h>

/* GObject's type tests and casts are macros, which Swift cannot see. Each answers NULL for an object
   of another type, so that a wrong guess about a part is a nil in Swift and never a wild cast. */

static inline GMimePart *pep_as_part(void *object) {
  return GMIME_IS_PART(object) ? (GMimePart *)object : NULL;
}
static inline GMimeMultipart *pep_as_multipart(void *object) {
  return GMIME_IS_MULTIPART(object) ? (GMimeMultipart *)object : NULL;
}
static inline GMimeMessagePart *pep_as_message_part(void *object) {
  return GMIME_IS_MESSAGE_PART(object) ? (GMimeMessagePart *)object : NULL;
}
static inline InternetAddressMailbox *pep_as_mailbox(void *address) {
  return INTERNET_ADDRESS_IS_MAILBOX(address) ? (InternetAddressMailbox *)address : NULL;
}
static inline InternetAddressGroup *pep_as_group(void *address) {
  return INTERNET_ADDRESS_IS_GROUP(address) ? (InternetAddressGroup *)address : NULL;
}
static inline GMimeObject *pep_as_object(void *object) {
  return GMIME_IS_OBJECT(object) ? (GMimeObject *)object : NULL;
}

/* Whether the parser met the multipart's closing boundary; no function tells. */
static inline gboolean pep_is_closed(const GMimeMultipart *multipart) {
  return multipart->write_end_boundary;
}

/* The bytes that a memory stream has collected; owned by the stream. */
static inline GByteArray *pep_bytes_of(GMimeStream *stream) {
  return GMIME_IS_STREAM_MEM(stream) ? g_mime_stream_mem_get_byte_array((GMimeStreamMem *)stream)
                                     : NULL;
}
