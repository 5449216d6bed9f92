/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-account-form-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "compat/spare-compat.h"
#include "spare-messages.h"

/* RFC 4226 wants 128 bits; services that give fewer than 80 are rare, and a
 * secret that was not copied whole is not. */
#define USUAL_BYTES 10

G_DEFINE_FINAL_TYPE (SpareAccountForm, spare_account_form, ADW_TYPE_BIN)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *const field_names[N_FIELDS] = {
  "link", "service", "name", "secret", "pin", "tags", "digits", "period", "counter",
};

static GtkWidget *
get_text_widget (Field *field)
{
  return GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (field->row)));
}

void
spare_account_form_set_hint (SpareAccountForm *self,
                             FieldId           id,
                             SpareHintKind     kind,
                             const char       *text)
{
  Field *field = &self->fields[id];
  GtkAccessible *accessible = GTK_ACCESSIBLE (get_text_widget (field));
  gboolean wrong = text != NULL && kind == SPARE_HINT_ERROR;

  spare_hint_row_set (field->hint, kind, text);
  if (wrong)
    gtk_widget_add_css_class (field->row, "error");
  else
    gtk_widget_remove_css_class (field->row, "error");

  gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_INVALID,
                               wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_accessible_update_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : "", -1);
  if (text != NULL && !self->filling)
    spare_compat_announce (accessible, text);
}

/* Only the fields of the chosen kind. */
void
spare_account_form_update_fields (SpareAccountForm *self)
{
  SpareOtpKind kind = spare_account_form_get_kind (self);
  gboolean chooses = kind == SPARE_OTP_TOTP || kind == SPARE_OTP_HOTP;
  gboolean needs_secret = kind != SPARE_OTP_NONE;
  const gboolean visible[N_FIELDS] = {
    [FIELD_LINK] = TRUE,
    [FIELD_SERVICE] = TRUE,
    [FIELD_NAME] = TRUE,
    [FIELD_SECRET] = needs_secret && !self->keeps_secret,
    [FIELD_PIN] = spare_otp_kind_needs_pin (kind),
    [FIELD_TAGS] = TRUE,
    [FIELD_DIGITS] = chooses,
    [FIELD_PERIOD] = kind == SPARE_OTP_TOTP,
    [FIELD_COUNTER] = kind == SPARE_OTP_HOTP,
  };

  for (guint i = 0; i < N_FIELDS; i++)
    {
      gtk_widget_set_visible (self->fields[i].row, visible[i]);
      if (!visible[i])
        spare_account_form_set_hint (self, i, SPARE_HINT_NOTE, NULL);
    }
  gtk_widget_set_visible (self->kept_secret, needs_secret && self->keeps_secret);
  gtk_switch_set_active (self->without, !needs_secret);
  gtk_widget_set_visible (GTK_WIDGET (self->algorithm), chooses);
  spare_hint_row_set (self->algorithm_hint, SPARE_HINT_NOTE,
                      chooses ? _("Leave at SHA-1 unless the service says otherwise.") : NULL);
  gtk_widget_set_visible (self->link_group, !self->stored);
}

static void
update_preview (SpareAccountForm *self)
{
  char code[SPARE_OTP_CODE_SIZE];
  gboolean works = spare_account_code (self->draft, g_get_real_time () / G_USEC_PER_SEC, code, NULL);

  explicit_bzero (code, sizeof code);
  if (self->stored && self->discreet && spare_account_same_codes (self->base, self->draft))
    works = FALSE;
  if (self->renewing && !spare_account_form_new_secret (self))
    works = FALSE;
  spare_code_view_set_account (self->preview, works ? self->draft : NULL);
  gtk_widget_set_visible (self->preview_group, works);
}

static void
update_draft (SpareAccountForm *self,
              Problems         *problems)
{
  g_autoptr(SpareAccount) draft = spare_account_copy (self->base);

  spare_account_form_read (self, draft, problems);
  /* A number that cannot be read leaves a code that nobody asked for. */
  if (problems->text[FIELD_SECRET] != NULL || problems->text[FIELD_DIGITS] != NULL
      || problems->text[FIELD_PERIOD] != NULL || problems->text[FIELD_COUNTER] != NULL)
    spare_account_set_secret (draft, NULL);
  g_set_object (&self->draft, draft);
  update_preview (self);
}

/* A lost phone still makes codes of the old secret, so that one is refused. */
static const char *
get_refusal (void)
{
  return _("This is the old secret, or one that the account had before: the lost phone makes its codes, too. Let the "
           "service make a new one.");
}

/* While typing: a wrong letter at once, the rest only when it is to be saved. */
static void
hint_at_secret (SpareAccountForm *self,
                const char       *problem)
{
  SpareSecret *secret = spare_account_peek_secret (self->draft);
  const char *text = spare_account_form_get_text (self, FIELD_SECRET);

  if (*text == '\0' || spare_account_form_is_link (text))
    spare_account_form_set_hint (self, FIELD_SECRET, SPARE_HINT_NOTE, NULL);
  else if (problem != NULL && strlen (text) > 1)
    spare_account_form_set_hint (self, FIELD_SECRET, SPARE_HINT_ERROR, problem);
  else if (self->renewing && secret != NULL && !spare_account_form_new_secret (self))
    spare_account_form_set_hint (self, FIELD_SECRET, SPARE_HINT_ERROR, get_refusal ());
  else if (secret != NULL && spare_secret_get_size (secret) < USUAL_BYTES)
    spare_account_form_set_hint (self, FIELD_SECRET, SPARE_HINT_WARNING,
                                 _("This secret is unusually short. Check that it was copied whole."));
  else
    spare_account_form_set_hint (self, FIELD_SECRET, SPARE_HINT_NOTE, NULL);
}

void
spare_account_form_changed (SpareAccountForm *self)
{
  g_auto(Problems) problems = { 0 };

  if (self->filling)
    return;

  self->modified = TRUE;
  update_draft (self, &problems);
  hint_at_secret (self, problems.text[FIELD_SECRET]);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
changed_cb (SpareAccountForm *self)
{
  spare_account_form_changed (self);
}

static void
read_link_cb (gpointer user_data)
{
  SpareAccountForm *self = user_data;
  const char *text = spare_account_form_get_text (self, self->link_field);

  self->link_source = 0;
  if (*text != '\0')
    spare_account_form_read_link_at (self, self->link_field, text);
}

/* Not from within the entry's own signal: reading it changes its text. */
static void
read_link_soon (SpareAccountForm *self,
                FieldId           id)
{
  self->link_field = id;
  if (self->link_source == 0)
    self->link_source = g_idle_add_once (read_link_cb, self);
}

static void
forget_problem (SpareAccountForm *self,
                FieldId           id)
{
  if (spare_hint_row_get_kind (self->fields[id].hint) == SPARE_HINT_ERROR)
    spare_account_form_set_hint (self, id, SPARE_HINT_NOTE, NULL);
}

static void
field_changed_cb (GtkEditable      *row,
                  SpareAccountForm *self)
{
  FieldId id = FIELD_LINK;
  const char *text = gtk_editable_get_text (row);
  glong before;
  gboolean pasted;

  while (self->fields[id].row != GTK_WIDGET (row))
    id++;

  before = self->fields[id].length;
  self->fields[id].length = g_utf8_strlen (text, -1);
  pasted = self->fields[id].length > before + 1;
  if (self->filling)
    return;

  if (id != FIELD_SECRET)
    forget_problem (self, id);
  if (id == FIELD_NAME)
    forget_problem (self, FIELD_SERVICE);
  if (pasted && (id == FIELD_LINK || (id == FIELD_SECRET && spare_account_form_is_link (text))))
    read_link_soon (self, id);
  spare_account_form_changed (self);
}

static void
link_activated_cb (SpareAccountForm *self)
{
  read_link_soon (self, FIELD_LINK);
}

static void
kind_cb (SpareAccountForm *self)
{
  if (self->base == NULL)
    return;

  spare_account_form_update_fields (self);
  spare_account_form_changed (self);
}

static void
without_cb (SpareAccountForm *self)
{
  gboolean without = gtk_switch_get_active (self->without);

  if (without != (spare_account_form_get_kind (self) == SPARE_OTP_NONE))
    spare_account_form_select_kind (self, without ? SPARE_OTP_NONE : SPARE_OTP_TOTP);
}

void
spare_account_form_open_secret (SpareAccountForm *self)
{
  self->keeps_secret = FALSE;
  spare_account_form_update_fields (self);
  gtk_widget_grab_focus (self->fields[FIELD_SECRET].row);
}

static void
replace_secret_cb (SpareAccountForm *self)
{
  spare_account_form_open_secret (self);
  spare_account_form_set_hint (self, FIELD_SECRET, SPARE_HINT_NOTE,
                               _("While this is empty, the present secret stays."));
}

static void
show_secret_cb (SpareAccountForm *self)
{
  self->filling = TRUE;
  self->keeps_secret = FALSE;
  spare_account_form_fill_codes (self, self->base);
  gtk_text_set_visibility (GTK_TEXT (get_text_widget (&self->fields[FIELD_SECRET])), TRUE);
  self->filling = FALSE;
  spare_account_form_open_secret (self);
}

void
spare_account_form_ask_secret (SpareAccountForm *self)
{
  g_auto(Problems) problems = { 0 };

  g_return_if_fail (SPARE_IS_ACCOUNT_FORM (self));

  self->renewing = TRUE;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->fields[FIELD_SECRET].row), _("New Secret"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (get_text_widget (&self->fields[FIELD_SECRET])),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("New Secret"), -1);
  gtk_label_set_label (self->preview_label, _("A code of the new secret. The service should accept it now."));
  /* What a new secret is counted from. */
  self->filling = TRUE;
  spare_account_form_set_text (self, FIELD_COUNTER, "0");
  self->filling = FALSE;
  gtk_widget_set_visible (self->without_row, FALSE);
  spare_account_form_open_secret (self);
  update_draft (self, &problems);
}

void
spare_account_form_refuse_secret (SpareAccountForm *self)
{
  g_return_if_fail (SPARE_IS_ACCOUNT_FORM (self));

  spare_account_form_set_hint (self, FIELD_SECRET, SPARE_HINT_ERROR, get_refusal ());
  spare_account_form_go_to (self, FIELD_SECRET);
}

static void
spare_account_form_dispose (GObject *object)
{
  SpareAccountForm *self = SPARE_ACCOUNT_FORM (object);

  g_clear_handle_id (&self->link_source, g_source_remove);
  g_clear_handle_id (&self->show_source, g_source_remove);
  if (self->fields[FIELD_LINK].row != NULL)
    spare_account_form_wipe (self);
  g_clear_object (&self->base);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (spare_account_form_parent_class)->dispose (object);
}

static void
bind_fields (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *hint = g_strconcat (field_names[i], "_hint", NULL);
      gssize offset = (gssize) (G_STRUCT_OFFSET (SpareAccountForm, fields) + i * sizeof (Field));

      gtk_widget_class_bind_template_child_full (widget_class, field_names[i], FALSE,
                                                 offset + (gssize) G_STRUCT_OFFSET (Field, row));
      gtk_widget_class_bind_template_child_full (widget_class, hint, FALSE,
                                                 offset + (gssize) G_STRUCT_OFFSET (Field, hint));
    }
}

static void
spare_account_form_class_init (SpareAccountFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_account_form_dispose;

  signals[CHANGED] = g_signal_new ("changed", SPARE_TYPE_ACCOUNT_FORM, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SPARE_TYPE_CODE_VIEW);
  g_type_ensure (SPARE_TYPE_HINT_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-account-form.ui");
  bind_fields (widget_class);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountForm, link_group);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountForm, kept_secret);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountForm, show_secret);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountForm, preview_group);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountForm, preview);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountForm, preview_label);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountForm, note_buffer);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountForm, favorite);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountForm, without_row);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountForm, without);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountForm, advanced);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountForm, kind);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountForm, algorithm);
  gtk_widget_class_bind_template_child (widget_class, SpareAccountForm, algorithm_hint);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_secret_cb);
  gtk_widget_class_bind_template_callback (widget_class, replace_secret_cb);
  gtk_widget_class_bind_template_callback (widget_class, without_cb);
}

static void
name_button (GtkWidget *button)
{
  const char *text = gtk_widget_get_tooltip_text (button);

  if (text != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* The row's own buttons are icons without a name. */
static void
name_buttons (GtkWidget *parent)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_BUTTON (child))
        {
          name_button (child);
          g_signal_connect (child, "notify::tooltip-text", G_CALLBACK (name_button), NULL);
        }
      else
        name_buttons (child);
    }
}

static void
set_up_fields (SpareAccountForm *self)
{
  for (guint i = 0; i < N_FIELDS; i++)
    {
      GtkWidget *row = self->fields[i].row;

      g_signal_connect_object (row, "changed", G_CALLBACK (field_changed_cb), self, 0);
      /* The title is only drawn. */
      gtk_accessible_update_property (GTK_ACCESSIBLE (get_text_widget (&self->fields[i])),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
      name_buttons (row);
    }

  /* Undo would keep what was typed on the ordinary heap. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->fields[FIELD_LINK].row), FALSE);
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->fields[FIELD_SECRET].row), FALSE);
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->fields[FIELD_PIN].row), FALSE);
  g_signal_connect_object (self->fields[FIELD_LINK].row, "entry-activated",
                           G_CALLBACK (link_activated_cb), self, G_CONNECT_SWAPPED);
}

static void
spare_account_form_init (SpareAccountForm *self)
{
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  set_up_fields (self);
  self->filling = FALSE;
}

/* A stored secret is not given up in passing. */
static void
set_kinds (SpareAccountForm *self)
{
  gboolean with_none = !self->keeps_secret;
  const char *names[] = {
    _("Time-based (usual)"), _("Counter-based"), _("Steam"), _("mOTP"), _("Yandex"), NULL, NULL,
  };
  g_autoptr(GtkStringList) model = NULL;

  if (with_none)
    names[5] = _("No codes");
  model = gtk_string_list_new (names);
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (model));
  gtk_widget_set_visible (self->without_row, with_none);
}

void
spare_account_form_set_account (SpareAccountForm *self,
                                SpareAccount     *account,
                                gboolean          stored)
{
  g_auto(Problems) problems = { 0 };

  g_return_if_fail (SPARE_IS_ACCOUNT_FORM (self));

  g_clear_object (&self->base);
  self->base = spare_account_copy (account);
  self->stored = stored;
  self->keeps_secret = stored && spare_account_peek_secret (account) != NULL;

  self->filling = TRUE;
  set_kinds (self);
  spare_account_form_fill (self, self->base);
  spare_account_form_update_fields (self);
  if (stored && spare_account_peek_pin (account) != NULL)
    spare_account_form_set_hint (self, FIELD_PIN, SPARE_HINT_NOTE, _("While this is empty, the present PIN stays."));
  if (stored)
    gtk_label_set_label (self->preview_label, _("The service should accept this code now."));
  self->filling = FALSE;

  self->modified = FALSE;
  update_draft (self, &problems);
}

void
spare_account_form_set_discreet (SpareAccountForm *self,
                                 gboolean          discreet)
{
  g_return_if_fail (SPARE_IS_ACCOUNT_FORM (self));

  self->discreet = discreet;
  update_preview (self);
}

void
spare_account_form_focus_first (SpareAccountForm *self)
{
  gtk_widget_grab_focus (self->fields[self->stored ? FIELD_SERVICE : FIELD_LINK].row);
}

gboolean
spare_account_form_is_modified (SpareAccountForm *self)
{
  return self->modified;
}

gboolean
spare_account_form_new_secret (SpareAccountForm *self)
{
  SpareSecret *old = spare_account_peek_secret (self->base);
  SpareSecret *new = spare_account_peek_secret (self->draft);

  return self->stored && old != NULL && new != NULL && !spare_secret_equal (old, new);
}

SpareAccount *
spare_account_form_get_draft (SpareAccountForm *self)
{
  return self->draft;
}

/* Puts what the person changed, and only that, onto the account as it is now. */
static void
merge (SpareAccountForm *self,
       SpareAccount     *onto)
{
  SpareAccount *base = self->base;
  SpareAccount *draft = self->draft;
  g_autofree char *old_tags = g_strjoinv (",", (char **) spare_account_get_tags (base));
  g_autofree char *new_tags = g_strjoinv (",", (char **) spare_account_get_tags (draft));
  SpareSecret *pin = spare_account_peek_pin (draft);
  SpareSecret *old_pin = spare_account_peek_pin (base);

  if (strcmp (spare_account_get_service (base), spare_account_get_service (draft)) != 0)
    spare_account_set_service (onto, spare_account_get_service (draft));
  if (strcmp (spare_account_get_name (base), spare_account_get_name (draft)) != 0)
    spare_account_set_name (onto, spare_account_get_name (draft));
  if (strcmp (spare_account_get_note (base), spare_account_get_note (draft)) != 0)
    spare_account_set_note (onto, spare_account_get_note (draft));
  if (strcmp (old_tags, new_tags) != 0)
    spare_account_set_tags (onto, spare_account_get_tags (draft));
  if (spare_account_get_favorite (base) != spare_account_get_favorite (draft))
    spare_account_set_favorite (onto, spare_account_get_favorite (draft));
  if (memcmp (spare_account_get_params (base), spare_account_get_params (draft), sizeof (SpareOtpParams)) != 0)
    spare_account_set_params (onto, spare_account_get_params (draft));
  /* With another secret the old counter means nothing, however far it went meanwhile. */
  if (spare_account_get_counter (base) != spare_account_get_counter (draft) || spare_account_form_new_secret (self))
    spare_account_set_counter (onto, spare_account_get_counter (draft));
  if (spare_account_form_new_secret (self) || spare_account_peek_secret (base) == NULL)
    spare_account_set_secret (onto, spare_account_peek_secret (draft));
  if (pin != NULL && (old_pin == NULL || !spare_secret_equal (pin, old_pin)))
    spare_account_set_pin (onto, pin);
}

SpareAccount *
spare_account_form_dup_account (SpareAccountForm *self,
                                SpareAccount     *onto)
{
  g_auto(Problems) problems = { 0 };
  g_autoptr(SpareAccount) account = NULL;
  g_autoptr(GError) error = NULL;

  g_return_val_if_fail (SPARE_IS_ACCOUNT_FORM (self), NULL);

  if (spare_account_form_link_waits (self))
    return NULL;

  update_draft (self, &problems);
  if (spare_account_form_show_problems (self, &problems))
    return NULL;

  account = spare_account_copy (onto != NULL ? onto : self->draft);
  if (onto != NULL)
    merge (self, account);

  if (!spare_account_check (account, &error))
    {
      problems.text[FIELD_TAGS] = spare_message_for_error (error);
      spare_account_form_show_problems (self, &problems);
      return NULL;
    }

  return g_steal_pointer (&account);
}

void
spare_account_form_set_remark (SpareAccountForm *self,
                               const char       *text)
{
  if (g_strcmp0 (spare_hint_row_get_text (self->fields[FIELD_NAME].hint), text) != 0)
    spare_account_form_set_hint (self, FIELD_NAME, SPARE_HINT_NOTE, text);
}

void
spare_account_form_tick (SpareAccountForm *self,
                         gint64            unix_time)
{
  spare_code_view_tick (self->preview, unix_time);
}

void
spare_account_form_wipe (SpareAccountForm *self)
{
  self->filling = TRUE;
  spare_account_form_set_text (self, FIELD_LINK, "");
  spare_account_form_set_text (self, FIELD_SECRET, "");
  spare_account_form_set_text (self, FIELD_PIN, "");
  self->filling = FALSE;
}
