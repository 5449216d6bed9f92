/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-account-form.h"
#include "spare-code-view.h"
#include "spare-hint-row.h"

G_BEGIN_DECLS

/* In the order in which they stand. */
typedef enum
{
  FIELD_LINK,
  FIELD_SERVICE,
  FIELD_NAME,
  FIELD_SECRET,
  FIELD_PIN,
  FIELD_TAGS,
  FIELD_DIGITS,
  FIELD_PERIOD,
  FIELD_COUNTER,
  N_FIELDS,
} FieldId;

typedef struct
{
  GtkWidget    *row;    /* AdwEntryRow */
  SpareHintRow *hint;
  glong         length; /* characters before the last change */
} Field;

struct _SpareAccountForm
{
  AdwBin         parent_instance;

  Field          fields[N_FIELDS];
  GtkWidget     *link_group;
  GtkWidget     *kept_secret;
  GtkWidget     *show_secret;
  GtkWidget     *preview_group;
  SpareCodeView *preview;
  GtkLabel      *preview_label;
  GtkTextBuffer *note_buffer;
  GtkSwitch     *favorite;
  AdwExpanderRow *advanced;
  AdwComboRow   *kind;
  AdwComboRow   *algorithm;
  SpareHintRow  *algorithm_hint;

  SpareAccount  *base;     /* what the fields were filled from */
  SpareAccount  *draft;    /* what they say now */
  gboolean       stored;
  gboolean       keeps_secret; /* the stored secret stays, its entry is not there */
  gboolean       modified;
  gboolean       filling;
  guint          link_source;
  FieldId        link_field;
  guint          show_source;
  FieldId        wrong_field;
};

/* spare-account-form-fields.c: from the fields to an account and back. */

/* What is wrong with each field, or NULL. */
typedef struct
{
  char *text[N_FIELDS];
} Problems;

void          spare_account_form_clear_problems (Problems *problems);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Problems, spare_account_form_clear_problems)

const char   *spare_account_form_get_text       (SpareAccountForm *self,
                                                 FieldId           id);
void          spare_account_form_set_text       (SpareAccountForm *self,
                                                 FieldId           id,
                                                 const char       *text);
SpareOtpKind  spare_account_form_get_kind       (SpareAccountForm *self);
void          spare_account_form_fill           (SpareAccountForm *self,
                                                 SpareAccount     *account);
void          spare_account_form_fill_codes     (SpareAccountForm *self,
                                                 SpareAccount     *account);
/* Puts what the fields say into @account; what cannot be read stays as it is,
 * but a secret or PIN that cannot be read goes. */
void          spare_account_form_read           (SpareAccountForm *self,
                                                 SpareAccount     *account,
                                                 Problems         *problems);

G_END_DECLS
