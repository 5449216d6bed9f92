/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "spare-qr-code.h"
#include "spare-service.h"
#include "spare-sheet-words.h"
#include "spare-sheet.h"

G_BEGIN_DECLS

/* What the files of this room share. */

typedef struct
{
  SpareAccount       *account;
  SpareThing         *code_set; /* (nullable) */
  const SpareService *service;  /* (nullable) */
} SpareSheetBlock;

struct _SpareSheetContent
{
  GObject parent_instance;

  SpareSheetKind kind;
  char          *name;
  gint64         printed;
  int            offset;
  char          *owner;
  char         **places;
  char          *passwords; /* (nullable) */
  GPtrArray     *blocks;    /* SpareSheetBlock */
  GPtrArray     *sheets;    /* SpareThing */
  char          *note;
  char          *file_name;
  char          *where;
};

typedef enum
{
  SPARE_SHEET_TEXT,
  SPARE_SHEET_FILL, /* a rectangle in one gray */
  SPARE_SHEET_BOX,  /* its outline */
  SPARE_SHEET_LINE, /* from x, y to x + width, y + height */
  SPARE_SHEET_QR,
} SpareSheetItemKind;

/* A thing on a page. All of them are known before anything is painted. */
typedef struct
{
  SpareSheetItemKind kind;
  double             x;
  double             y;
  double             width;
  double             height;
  double             gray; /* 0 is black */
  double             pen;
  gboolean           secret;
  gboolean           struck;
  PangoLayout       *layout;
  SpareQrCode       *qr;
} SpareSheetItem;

typedef struct
{
  GArray  *items;       /* SpareSheetItem */
  GString *description; /* without codes and secrets */
} SpareSheetPage;

struct _SpareSheet
{
  SpareSheetContent *content;  /* (nullable): of a plan */
  gint64             day;      /* Unix s, here: when it was made */
  PangoFontMap      *fonts;
  GPtrArray         *pages;    /* SpareSheetPage */
  GPtrArray         *secrets;  /* PangoLayout: those with codes */
  GPtrArray         *qr_codes; /* SpareQrCode */
  double             width;
  double             height;
};

void spare_sheet_page_free (SpareSheetPage *self);
SpareSheet *spare_sheet_create_empty (void);
void spare_sheet_set_paper (SpareSheet *self,
                            SparePaper  paper);

/* Always the same, whatever is painted on: preview, print and PDF agree. (transfer full) */
PangoContext *spare_sheet_create_context (SpareSheet     *self,
                                          const char     *language, /* (nullable) */
                                          PangoDirection  direction);

/* Fills in all but the content. */
gboolean spare_sheet_layout (SpareSheet              *self,
                             const SpareSheetOptions *options,
                             GError                 **error);

G_END_DECLS
