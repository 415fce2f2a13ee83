#pragma once
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/dict.h>

/// The error callback is variadic, which Swift cannot write; errors are taken from the context.
static inline void pep_xml_quiet_(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}
static inline void pep_xml_prepare(void) {
  xmlInitParser();
  xmlSetGenericErrorFunc(0, pep_xml_quiet_);
}

/// Entities beyond XML's own five do not exist for us, whatever a document declares.
static inline xmlEntityPtr pep_xml_entity_(void *context, const xmlChar *name) {
  (void)context;
  return xmlGetPredefinedEntity(name);
}

typedef struct {
  startElementNsSAX2Func start;
  endElementNsSAX2Func end;
  charactersSAXFunc text;
  internalSubsetSAXFunc doctype;
} pep_xml_callbacks;

/// A context over `bytes`, which must outlive it, with a dictionary that others use too. The one handler for text and for white space
/// keeps libxml2 from guessing which blanks matter.
static inline xmlParserCtxtPtr pep_xml_context(
    const void *bytes, int size, pep_xml_callbacks calls, void *reader, xmlDictPtr names) {
  xmlParserCtxtPtr context = xmlCreateMemoryParserCtxt((const char *)bytes, size);
  if (!context) return 0;
  // The parser compares these three with what the dictionary gives for a name.
  xmlDictFree(context->dict);
  xmlDictReference(names);
  context->dict = names;
  context->str_xml = xmlDictLookup(names, BAD_CAST "xml", 3);
  context->str_xmlns = xmlDictLookup(names, BAD_CAST "xmlns", 5);
  context->str_xml_ns = xmlDictLookup(names, XML_XML_NAMESPACE, 36);
  xmlSAXHandler handler = {0};
  handler.initialized = XML_SAX2_MAGIC;
  handler.startElementNs = calls.start;
  handler.endElementNs = calls.end;
  handler.characters = calls.text;
  handler.ignorableWhitespace = calls.text;
  handler.cdataBlock = calls.text;
  handler.internalSubset = calls.doctype;
  handler.getEntity = pep_xml_entity_;
  *context->sax = handler;
  context->userData = reader;
  xmlCtxtUseOptions(
      context, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
  return context;
}
