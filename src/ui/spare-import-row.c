/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-import-row.h"

#include <glib/gi18n.h>

#include "spare-messages.h"
#include "spare-words.h"

struct _SpareImportRow
{
  GtkWidget          parent_instance;

  GtkCheckButton    *tick;
  GtkLabel          *title;
  GtkLabel          *details;
  GtkLabel          *notes;
  GtkWidget         *twin_box;
  GtkLabel          *twin;
  GtkDropDown       *action;
  GtkWidget         *pin_box;
  GtkEditable       *pin;
  GtkLabel          *pin_hint;

  SpareImportChoice *choice;
  gboolean           showing; /* the widgets change, not the person's mind */
};

G_DEFINE_FINAL_TYPE (SpareImportRow, spare_import_row, GTK_TYPE_WIDGET)

/* As they stand in the drop-down. */
static const SpareImportAction actions[] = { SPARE_IMPORT_SKIP, SPARE_IMPORT_KEEP, SPARE_IMPORT_REPLACE };

static void
append (GString    *text,
        const char *separator,
        const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, separator);
  g_string_append (text, part);
}

/* What is unusual about its codes. */
static void
append_kind (GString             *text,
             const SpareOtpParams *params)
{
  g_autofree char *digits = NULL;
  g_autofree char *period = NULL;

  if (params->kind != SPARE_OTP_TOTP)
    append (text, " · ", spare_words_get_kind (params->kind));
  if (params->kind != SPARE_OTP_TOTP && params->kind != SPARE_OTP_HOTP)
    return;

  if (params->algorithm != SPARE_OTP_SHA1)
    append (text, " · ", spare_words_get_algorithm (params->algorithm));
  if (params->digits != 6)
    digits = g_strdup_printf (ngettext ("%u digit", "%u digits", params->digits), params->digits);
  if (params->kind == SPARE_OTP_TOTP && params->period != 30)
    period = g_strdup_printf (ngettext ("%u second", "%u seconds", (gulong) params->period), (guint) params->period);
  append (text, " · ", digits);
  append (text, " · ", period);
}

static char *
dup_details (SpareAccount *account)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const char *const *tags = spare_account_get_tags (account);

  if (*spare_account_get_service (account) != '\0')
    append (text, " · ", spare_account_get_name (account));
  append_kind (text, spare_account_get_params (account));
  for (guint i = 0; tags != NULL && tags[i] != NULL; i++)
    append (text, " · ", tags[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_notes (const SpareImportEntry *entry,
           guint                   hidden)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint notes = entry->notes & ~hidden;
  guint codes = entry->codes != NULL ? entry->codes->len : 0;
  g_autofree char *with = NULL;

  if (notes & SPARE_IMPORT_NOTE_TRASHED)
    append (text, "\n", _("It was in the bin there."));
  if (notes & SPARE_IMPORT_NOTE_PERIOD_ASSUMED)
    append (text, "\n", _("How long a code is valid is not said: 30 seconds, as nearly everywhere."));
  if (notes & SPARE_IMPORT_NOTE_PASSWORD_THERE)
    append (text, "\n", _("Its password stands in the same file."));
  if (codes > 0)
    with = g_strdup_printf (ngettext ("%u backup code comes with it.", "%u backup codes come with it.", codes), codes);
  append (text, "\n", with);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_twin (SpareImportChoice *choice)
{
  SpareAccount *twin = spare_import_choice_get_twin (choice);
  g_autofree char *names = spare_words_dup_names (twin);

  if (spare_import_choice_twin_is_in_file (choice))
    /* Translators: %s is an account, such as "GitHub, alice". */
    return g_strdup_printf (_("The same as %s, further up."), names);
  if (spare_import_choice_twin_is_in_bin (choice))
    return g_strdup_printf (_("In your bin as %s."), names);

  return g_strdup_printf (_("Already there as %s."), names);
}

static void
set_text (GtkLabel   *label,
          const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static void
show_choice (SpareImportRow *self)
{
  SpareImportAction action = spare_import_choice_get_action (self->choice);

  self->showing = TRUE;
  gtk_check_button_set_active (self->tick, spare_import_choice_get_selected (self->choice));
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      if (actions[i] == action)
        gtk_drop_down_set_selected (self->action, i);
    }
  self->showing = FALSE;
}

static void
show_twin (SpareImportRow *self)
{
  gboolean twin = spare_import_choice_get_twin (self->choice) != NULL;

  gtk_widget_set_visible (self->twin_box, twin);
  if (twin)
    {
      g_autofree char *text = dup_twin (self->choice);

      gtk_label_set_text (self->twin, text);
    }
}

static void
tick_cb (SpareImportRow *self)
{
  if (self->choice == NULL || self->showing)
    return;

  spare_import_choice_set_selected (self->choice, gtk_check_button_get_active (self->tick));
  gtk_widget_activate_action (GTK_WIDGET (self), "preview.changed", NULL);
}

static void
action_cb (SpareImportRow *self)
{
  guint selected = gtk_drop_down_get_selected (self->action);

  if (self->choice == NULL || self->showing || selected >= G_N_ELEMENTS (actions))
    return;

  spare_import_choice_set_action (self->choice, actions[selected]);
  gtk_widget_activate_action (GTK_WIDGET (self), "preview.changed", NULL);
}

static void
pin_cb (SpareImportRow *self)
{
  const char *text = gtk_editable_get_text (self->pin);
  g_autoptr(SpareSecret) pin = *text != '\0' ? spare_secret_new_text (text) : NULL;
  g_autoptr(GError) error = NULL;

  if (self->choice == NULL || self->showing)
    return;

  if (spare_import_choice_set_pin (self->choice, pin, &error) || pin == NULL)
    {
      set_text (self->pin_hint, "");
    }
  else
    {
      g_autofree char *message = spare_message_for_error (error);

      set_text (self->pin_hint, message);
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "preview.changed", NULL);
}

static GtkLabel *
add_label (GtkWidget  *box,
           const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static void
add_twin (SpareImportRow *self,
          GtkWidget      *box)
{
  const char *const names[] = { C_("duplicate", "Skip"), C_("duplicate", "Keep Both"), C_("duplicate", "Replace"),
                                NULL };

  self->twin_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->twin = add_label (self->twin_box, "caption");
  self->action = GTK_DROP_DOWN (gtk_drop_down_new_from_strings (names));
  gtk_widget_set_halign (GTK_WIDGET (self->action), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self->twin_box), GTK_WIDGET (self->action));
  gtk_box_append (GTK_BOX (box), self->twin_box);
  g_signal_connect_swapped (self->action, "notify::selected", G_CALLBACK (action_cb), self);
}

static void
add_pin (SpareImportRow *self,
         GtkWidget      *box)
{
  GtkWidget *entry = gtk_password_entry_new ();

  self->pin_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  add_label (self->pin_box, "caption");
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (self->pin_box)),
                      _("Type its PIN: without it, it makes no codes."));
  self->pin = GTK_EDITABLE (entry);
  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("PIN"), -1);
  gtk_box_append (GTK_BOX (self->pin_box), entry);
  self->pin_hint = add_label (self->pin_box, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->pin_hint), "error");
  gtk_box_append (GTK_BOX (box), self->pin_box);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (pin_cb), self);
}

static void
spare_import_row_dispose (GObject *object)
{
  SpareImportRow *self = SPARE_IMPORT_ROW (object);
  GtkWidget *child;

  spare_import_row_bind (self, NULL, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (spare_import_row_parent_class)->dispose (object);
}

/* The list gives the focus of a row to what is in it: the arrow keys then go
 * from box to box. */
static gboolean
spare_import_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SPARE_IMPORT_ROW (widget)->tick));
}

static void
spare_import_row_class_init (SpareImportRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_import_row_dispose;

  widget_class->grab_focus = spare_import_row_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "spareimportrow");
}

static void
spare_import_row_init (SpareImportRow *self)
{
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->tick = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->tick), GTK_ALIGN_START);
  gtk_widget_set_parent (GTK_WIDGET (self->tick), GTK_WIDGET (self));
  g_signal_connect_swapped (self->tick, "toggled", G_CALLBACK (tick_cb), self);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_parent (texts, GTK_WIDGET (self));
  self->title = add_label (texts, "service");
  self->details = add_label (texts, "dim-label");
  self->notes = add_label (texts, "caption");
  add_twin (self, texts);
  add_pin (self, texts);
}

GtkWidget *
spare_import_row_new (void)
{
  return g_object_new (SPARE_TYPE_IMPORT_ROW, NULL);
}

static void
show_account (SpareImportRow *self,
              guint           hidden_notes)
{
  const SpareImportEntry *entry = spare_import_choice_get_entry (self->choice);
  g_autofree char *names = spare_words_dup_names (entry->account);
  /* Translators: for screen readers, a choice of skipping, keeping both or replacing; %s is an account. */
  g_autofree char *what = g_strdup_printf (_("What to do with %s"), names);
  g_autofree char *details = dup_details (entry->account);
  g_autofree char *notes = dup_notes (entry, hidden_notes);
  const char *title = spare_words_get_title (entry->account);

  self->showing = TRUE;
  set_text (self->title, *title != '\0' ? title : _("Without a Name"));
  set_text (self->details, details);
  set_text (self->notes, notes);
  gtk_widget_set_visible (self->pin_box, (entry->notes & SPARE_IMPORT_NOTE_PIN_MISSING) != 0);
  set_text (self->pin_hint, "");
  gtk_editable_set_text (self->pin, spare_account_peek_pin (entry->account) != NULL
                                      ? spare_secret_peek_text (spare_account_peek_pin (entry->account)) : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tick), GTK_ACCESSIBLE_PROPERTY_LABEL, names, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->action), GTK_ACCESSIBLE_PROPERTY_LABEL, what, -1);
  self->showing = FALSE;
}

void
spare_import_row_bind (SpareImportRow    *self,
                       SpareImportChoice *choice,
                       guint              hidden_notes)
{
  if (self->choice != NULL)
    g_signal_handlers_disconnect_by_data (self->choice, self);
  if (choice == NULL && self->choice != NULL)
    {
      self->showing = TRUE;
      gtk_editable_set_text (self->pin, "");
      self->showing = FALSE;
    }
  g_set_object (&self->choice, choice);
  if (choice == NULL)
    return;

  show_account (self, hidden_notes);
  show_twin (self);
  show_choice (self);
  g_signal_connect_swapped (choice, "notify::selected", G_CALLBACK (show_choice), self);
  g_signal_connect_swapped (choice, "notify::action", G_CALLBACK (show_choice), self);
}
