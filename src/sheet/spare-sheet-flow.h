/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-plan.h"
#include "spare-sheet-private.h"

G_BEGIN_DECLS

/* How the things of a sheet follow each other down its pages. */

typedef enum
{
  SPARE_STYLE_TITLE,
  SPARE_STYLE_SECTION,
  SPARE_STYLE_HEADING,
  SPARE_STYLE_STRONG,
  SPARE_STYLE_BODY,
  SPARE_STYLE_LABEL,
  SPARE_STYLE_FOOT,
  SPARE_STYLE_CODE,
  SPARE_STYLE_CHECK,
  SPARE_STYLE_NUMBER,
  SPARE_STYLE_SPELLED,
  SPARE_STYLE_USED,
  SPARE_STYLE_LEGEND,
} SpareSheetStyle;

typedef enum
{
  SPARE_TEXT_PLAIN  = 0,
  SPARE_TEXT_SECRET = 1 << 0, /* not in the description; wiped */
  SPARE_TEXT_STRUCK = 1 << 1,
  SPARE_TEXT_RIGHT  = 1 << 2,
  SPARE_TEXT_GROUPS = 1 << 3, /* a blank after every fourth or fifth character */
} SpareSheetTextFlags;

/* Things that stay together on one page, from 0, 0. */
typedef struct
{
  GArray  *items;
  GString *said;
  double   height;
} SpareSheetUnit;

typedef struct
{
  SpareSheet              *sheet;
  SpareSheetContent       *content;
  const SpareSheetOptions *options;
  const SpareSheetWords   *words;
  const SparePlan         *plan;   /* (nullable): then none of the three is there */
  const SpareSheetWords   *second; /* (nullable) */
  PangoContext            *context;
  GHashTable              *texts; /* what was laid out already */
  char                    *fingerprint;
  gboolean                 mirrored; /* a plan: from right to left */
  double                   width; /* between the margins */
  double                   bottom;
  double                   scale; /* of what is no code */
  double                   code_size;
  guint                    copy;
  guint                    n_copies;
  guint                    first_page; /* of this copy */
  SpareSheetPage          *page;
  double                   y;
  gboolean                 fresh; /* nothing but the running head is on the page */
} SpareSheetFlow;

SpareSheetUnit *spare_sheet_unit_new  (void);
void            spare_sheet_unit_free (SpareSheetUnit *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareSheetUnit, spare_sheet_unit_free)

/* Borrowed. @width: 0 for one line as long as it is; @lines: 0 for as many as
 * it needs, else the middle is left out. */
PangoLayout *spare_sheet_flow_text (SpareSheetFlow      *self,
                                    SpareSheetStyle      style,
                                    double               width,
                                    guint                lines,
                                    SpareSheetTextFlags  flags,
                                    const char          *text);
double       spare_sheet_text_width    (PangoLayout *layout);
double       spare_sheet_text_height   (PangoLayout *layout);
double       spare_sheet_text_baseline (PangoLayout *layout);

/* Each gives back the height. */
double       spare_sheet_unit_add_layout (SpareSheetFlow      *flow,
                                          SpareSheetUnit      *self,
                                          SpareSheetStyle      style,
                                          double               x,
                                          double               y,
                                          PangoLayout         *layout,
                                          SpareSheetTextFlags  flags);
double       spare_sheet_unit_add_text   (SpareSheetFlow      *flow,
                                          SpareSheetUnit      *self,
                                          SpareSheetStyle      style,
                                          double               x,
                                          double               y,
                                          double               width,
                                          const char          *text);
void         spare_sheet_unit_add_shape  (SpareSheetUnit      *self,
                                          SpareSheetItemKind   kind,
                                          double               x,
                                          double               y,
                                          double               width,
                                          double               height,
                                          double               gray,
                                          double               pen);
/* A label and a line to write on. */
double       spare_sheet_unit_add_blank  (SpareSheetFlow      *flow,
                                          SpareSheetUnit      *self,
                                          SpareSheetStyle      style,
                                          double               x,
                                          double               y,
                                          double               width,
                                          const char          *label);
/* The height of the dark modules is @side; its quiet zone is around it. */
void         spare_sheet_unit_add_qr     (SpareSheetFlow      *flow,
                                          SpareSheetUnit      *self,
                                          double               x,
                                          double               y,
                                          double               side,
                                          SpareQrCode         *qr);

double       spare_sheet_flow_get_left (SpareSheetFlow *self);
void         spare_sheet_flow_new_page (SpareSheetFlow *self);
void         spare_sheet_flow_put      (SpareSheetFlow *self,
                                        SpareSheetUnit *unit,
                                        double          x);
/* At the left; on the next page where there is no room on this one. */
void         spare_sheet_flow_put_whole (SpareSheetFlow *self, SpareSheetUnit *unit);
double       spare_sheet_flow_get_top  (SpareSheetFlow *self);
/* Where a page begins below its running head. */
double       spare_sheet_flow_get_start (SpareSheetFlow *self);
/* How high the foot of a page is, with what is above it. */
double       spare_sheet_flow_get_foot (SpareSheetFlow *self);
/* The foot of each page of this copy. */
void         spare_sheet_flow_finish   (SpareSheetFlow *self);

/* Parts of a sheet. */
void         spare_sheet_put_head      (SpareSheetFlow *flow);
void         spare_sheet_put_steps     (SpareSheetFlow *flow, const char *title, const char *steps);
void         spare_sheet_put_passwords (SpareSheetFlow *flow);
/* "10 unused codes. A code is used with the password, …" */
double       spare_sheet_add_sentences (SpareSheetFlow        *flow,
                                        SpareSheetUnit        *unit,
                                        double                 y,
                                        const SpareSheetWords *words,
                                        SpareThing            *code_set);
void         spare_sheet_put_block     (SpareSheetFlow *flow, guint nth);
/* What there is to say of an account, without its codes. */
void         spare_sheet_put_about     (SpareSheetFlow *flow, guint nth);
void         spare_sheet_put_cards     (SpareSheetFlow *flow);
void         spare_sheet_put_emergency (SpareSheetFlow *flow);
void         spare_sheet_put_backup    (SpareSheetFlow *flow);

/* What an account is called on this sheet; its user name; "" where it is not
 * to be printed. */
char        *spare_sheet_dup_service   (SpareSheetFlow *flow, guint nth) G_GNUC_WARN_UNUSED_RESULT;
const char  *spare_sheet_peek_user     (SpareSheetFlow *flow, guint nth);
/* Without the scheme; NULL where it is not known. */
char        *spare_sheet_dup_address   (SpareSheetFlow *flow, guint nth, const char *fact) G_GNUC_WARN_UNUSED_RESULT;
/* Where to sign in, or what else asks for it; @key: (out): what to call it */
char        *spare_sheet_dup_sign_in   (SpareSheetFlow *flow, guint nth, const char **key) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
