#pragma once
#include <cairo.h>
#include <poppler.h>

// GList holds untyped pointers and GObject's casts are macros: one accessor for each kind of list.

static inline PopplerTextAttributes *pep_attributes(const GList *item) {
  return (PopplerTextAttributes *)item->data;
}
static inline PopplerFormFieldMapping *pep_form_field(const GList *item) {
  return (PopplerFormFieldMapping *)item->data;
}
static inline PopplerAnnotMapping *pep_annotation(const GList *item) {
  return (PopplerAnnotMapping *)item->data;
}
static inline PopplerImageMapping *pep_image(const GList *item) {
  return (PopplerImageMapping *)item->data;
}

/// NULL where the annotation is of another kind.
static inline PopplerAnnotTextMarkup *pep_text_markup(PopplerAnnot *annotation) {
  return POPPLER_IS_ANNOT_TEXT_MARKUP(annotation) ? POPPLER_ANNOT_TEXT_MARKUP(annotation) : NULL;
}
static inline PopplerQuadrilateral *pep_quadrilaterals(const GArray *array) {
  return (PopplerQuadrilateral *)(void *)array->data;
}

/// Whether opening failed for want of a password.
static inline int pep_is_encrypted(const GError *error) {
  return error && error->domain == POPPLER_ERROR && error->code == POPPLER_ERROR_ENCRYPTED;
}

static void pep_say_nothing_(
    const gchar *domain, GLogLevelFlags level, const gchar *text, gpointer context) {
  (void)domain, (void)level, (void)text, (void)context;
}
/// Complaints about a stranger's file are no news, and may quote it.
static inline void pep_silence_glib(void) { g_log_set_default_handler(pep_say_nothing_, NULL); }
