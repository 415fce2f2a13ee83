#pragma once
#include <dlfcn.h>
#include <leptonica/allheaders.h>
#include <string.h>
#include <tesseract/capi.h>

// Tesseract is an optional package, so it is looked for when the program starts and not linked.

typedef struct pep_tesseract {
  __typeof__(&TessBaseAPICreate) create;
  __typeof__(&TessBaseAPIDelete) destroy;
  __typeof__(&TessBaseAPIInit3) init;
  __typeof__(&TessBaseAPISetVariable) set_variable;
  __typeof__(&TessBaseAPISetPageSegMode) set_page_mode;
  __typeof__(&TessBaseAPISetImage2) set_image;
  __typeof__(&TessBaseAPISetSourceResolution) set_resolution;
  __typeof__(&TessBaseAPIRecognize) recognise;
  __typeof__(&TessBaseAPIGetTsvText) words;
  __typeof__(&TessDeleteText) delete_text;
  __typeof__(&TessBaseAPIClear) clear;
  __typeof__(&TessMonitorCreate) monitor;
  __typeof__(&TessMonitorDelete) delete_monitor;
  __typeof__(&TessMonitorSetDeadlineMSecs) set_deadline;
} pep_tesseract;

/// False where the library is absent, or not the one that these headers describe.
static inline int pep_load_tesseract(pep_tesseract *all) {
  void *library = dlopen("libtesseract.so.5", RTLD_NOW | RTLD_LOCAL);
  if (!library) return 0;
#define PEP_FIND(member, name) \
  if (!(all->member = (__typeof__(all->member))dlsym(library, name))) return 0
  PEP_FIND(create, "TessBaseAPICreate");
  PEP_FIND(destroy, "TessBaseAPIDelete");
  PEP_FIND(init, "TessBaseAPIInit3");
  PEP_FIND(set_variable, "TessBaseAPISetVariable");
  PEP_FIND(set_page_mode, "TessBaseAPISetPageSegMode");
  PEP_FIND(set_image, "TessBaseAPISetImage2");
  PEP_FIND(set_resolution, "TessBaseAPISetSourceResolution");
  PEP_FIND(recognise, "TessBaseAPIRecognize");
  PEP_FIND(words, "TessBaseAPIGetTsvText");
  PEP_FIND(delete_text, "TessDeleteText");
  PEP_FIND(clear, "TessBaseAPIClear");
  PEP_FIND(monitor, "TessMonitorCreate");
  PEP_FIND(delete_monitor, "TessMonitorDelete");
  PEP_FIND(set_deadline, "TessMonitorSetDeadlineMSecs");
#undef PEP_FIND
  return 1;
}
