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
  GtkWidget     *without_row;
  GtkSwitch     *without; /* the kind is %SPARE_OTP_NONE */
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
  gboolean       renewing; /* the stored secret must not stay */
  gboolean       discreet;
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
void          spare_account_form_select_kind    (SpareAccountForm *self,
                                                 SpareOtpKind      kind);
void          spare_account_form_fill           (SpareAccountForm *self,
                                                 SpareAccount     *account);
void          spare_account_form_fill_codes     (SpareAccountForm *self,
                                                 SpareAccount     *account);
/* Puts what the fields say into @account; what cannot be read stays as it is,
 * but a secret or PIN that cannot be read goes. */
void          spare_account_form_read           (SpareAccountForm *self,
                                                 SpareAccount     *account,
                                                 Problems         *problems);

/* spare-account-form.c */

/* @text: (nullable): the sentence below the field */
void          spare_account_form_set_hint       (SpareAccountForm *self,
                                                 FieldId           id,
                                                 SpareHintKind     kind,
                                                 const char       *text);
/* Shows the fields of the chosen kind, and no others. */
void          spare_account_form_update_fields  (SpareAccountForm *self);
void          spare_account_form_changed        (SpareAccountForm *self);
/* Puts the entry in place of a stored secret. */
void          spare_account_form_open_secret    (SpareAccountForm *self);

/* spare-account-form-problems.c */
void          spare_account_form_go_to          (SpareAccountForm *self,
                                                 FieldId           id);
gboolean      spare_account_form_show_problems  (SpareAccountForm *self,
                                                 Problems         *problems);

/* spare-account-form-link.c */

/* @id: the field that says what is wrong with the link */
gboolean      spare_account_form_read_link_at   (SpareAccountForm *self,
                                                 FieldId           id,
                                                 const char       *uri);
/* Is there text in the link's entry that has not become fields yet? It does
 * now, or is said to be wrong. */
gboolean      spare_account_form_link_waits     (SpareAccountForm *self);

G_END_DECLS
