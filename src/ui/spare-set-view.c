/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-set-view.h"

#include <glib/gi18n.h>

#include "spare-secret-view.h"
#include "spare-set-facts.h"
#include "spare-set-words.h"
#include "spare-words.h"

#define SHOWN_SECONDS 30

struct _SpareSetView
{
  AdwBin               parent_instance;

  AdwPreferencesGroup *next;
  AdwComboRow         *number;
  GtkLabel            *label;
  SpareSecretView     *code;
  GtkLabel            *dots;
  GtkWidget           *show;
  GtkWidget           *copy;
  GtkWidget           *use;
  AdwExpanderRow      *all;
  GPtrArray           *rows;
  SpareSetFacts       *facts;
  GtkWidget           *log_group;
  AdwExpanderRow      *log;
  GPtrArray           *events;

  SpareWindow         *window;    /* (nullable): borrowed */
  SpareThing          *set;
  int                  position;  /* of the code in front; -1 for none */
  GArray              *positions; /* behind the rows of @number */
  gboolean             shown;
  gboolean             filling;
  guint                timer;
};

G_DEFINE_FINAL_TYPE (SpareSetView, spare_set_view, ADW_TYPE_BIN)

static gboolean
is_steam (SpareSetView *self)
{
  return g_strcmp0 (spare_thing_peek_text (self->set, SPARE_CODE_SET_ORIGIN), "steam-revocation") == 0;
}

static void update_front (SpareSetView *self);
static void update_all (SpareSetView *self);

static void
set_shown (SpareSetView *self,
           gboolean      shown)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->shown == shown)
    return;

  self->shown = shown;
  update_front (self);
  update_all (self);
}

static gboolean
hide_cb (gpointer user_data)
{
  SpareSetView *self = user_data;

  self->timer = 0;
  set_shown (self, FALSE);

  return G_SOURCE_REMOVE;
}

static void
show_cb (SpareSetView *self)
{
  gboolean show = !self->shown;

  set_shown (self, show);
  if (show)
    self->timer = g_timeout_add_seconds (SHOWN_SECONDS, hide_cb, self);
}

static void
say_copied (SpareSetView *self,
            guint         seconds)
{
  g_autofree char *number = spare_code_set_dup_number (self->set, (guint) self->position);
  g_autofree char *text = NULL;

  if (seconds > 0)
    text = g_strdup_printf (ngettext (
      /* Translators: %s is the number of a backup code; the second line is small. */
      "Copied code %s. Mark it as used when the service has taken it.\nThe clipboard is cleared in %u second.",
      "Copied code %s. Mark it as used when the service has taken it.\nThe clipboard is cleared in %u seconds.",
      seconds), number, seconds);
  else
    /* Translators: %s is the number of a backup code. */
    text = g_strdup_printf (_("Copied code %s. Mark it as used when the service has taken it."), number);
  spare_window_toast (self->window, text);
}

static void
copy_cb (SpareSetView *self)
{
  SpareSecret *code = self->position >= 0 ? spare_code_set_peek (self->set, (guint) self->position) : NULL;
  guint seconds = g_settings_get_uint (spare_window_get_settings (self->window), "clipboard-timeout");

  if (code == NULL)
    return;

  if (spare_clipboard_copy (spare_window_get_clipboard (self->window), spare_secret_peek_text (code), seconds))
    say_copied (self, seconds);
  else
    spare_window_toast (self->window, _("The code could not be copied: the clipboard is busy. Try again."));
}

static void
use_cb (SpareSetView *self)
{
  if (self->position >= 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.use-code", "(su)", spare_thing_get_id (self->set),
                                (guint32) self->position);
}

static void
number_cb (SpareSetView *self)
{
  guint selected = adw_combo_row_get_selected (self->number);

  if (self->filling || selected >= self->positions->len)
    return;

  self->position = (int) g_array_index (self->positions, guint, selected);
  update_front (self);
}

/* The code in front: the one that was chosen, as long as it is unused. */
static void
update_position (SpareSetView *self)
{
  g_autoptr(GtkStringList) numbers = gtk_string_list_new (NULL);
  guint count = spare_code_set_count (self->set);
  guint selected = GTK_INVALID_LIST_POSITION;

  if (self->position < 0 || self->position >= (int) count
      || spare_code_set_get_used (self->set, (guint) self->position) != 0)
    self->position = spare_code_set_get_next (self->set);

  g_array_set_size (self->positions, 0);
  for (guint i = 0; i < count; i++)
    {
      g_autofree char *number = spare_code_set_dup_number (self->set, i);

      if (spare_code_set_get_used (self->set, i) != 0)
        continue;
      if ((int) i == self->position)
        selected = self->positions->len;
      g_array_append_val (self->positions, i);
      gtk_string_list_append (numbers, number);
    }

  self->filling = TRUE;
  adw_combo_row_set_model (self->number, G_LIST_MODEL (numbers));
  adw_combo_row_set_selected (self->number, selected);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->number),
                          spare_code_set_get_by_number (self->set) == SPARE_ANSWER_YES && self->positions->len > 1);
}

static char *
dup_front_label (SpareSetView *self)
{
  g_autofree char *number = NULL;
  g_autofree char *check = NULL;

  if (self->position < 0)
    return g_strdup (_("All codes are used. Get new ones from the service."));
  if (spare_code_set_is_single (self->set))
    return g_strdup (is_steam (self) ? _("Revocation code") : _("Recovery key"));

  number = spare_code_set_dup_number (self->set, (guint) self->position);
  check = spare_code_set_dup_check (self->set, (guint) self->position);
  if (*check == '\0')
    /* Translators: %s is the number of a backup code. */
    return g_strdup_printf (_("Code %s"), number);

  /* Translators: the number of a backup code, and the two characters printed behind it to check it. */
  return g_strdup_printf (_("Code %s · check characters %s"), number, check);
}

static const char *
get_description (SpareSetView *self)
{
  if (is_steam (self))
    return _("The revocation code takes the authenticator off your Steam account when it is lost.");
  if (spare_code_set_is_forgotten (self->set))
    return _("These codes are only on paper. Sparekey keeps their numbers, check characters and dates, and cannot "
             "show them.");

  return NULL;
}

static void
update_front (SpareSetView *self)
{
  SpareSecret *code = self->position >= 0 ? spare_code_set_peek (self->set, (guint) self->position) : NULL;
  g_autofree char *label = dup_front_label (self);

  gtk_label_set_text (self->label, label);
  spare_secret_view_set_text (self->code, self->shown ? code : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->code), self->shown && code != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->dots), !self->shown && code != NULL);
  gtk_widget_set_visible (self->show, code != NULL);
  gtk_widget_set_visible (self->copy, code != NULL);
  gtk_widget_set_visible (self->use, self->position >= 0);
  gtk_button_set_label (GTK_BUTTON (self->show), self->shown ? _("_Hide") : _("_Show"));
}

/* @label: what it does with which code: for tooltip and screen readers */
static void
add_row_button (SpareSetView *self,
                GtkWidget    *row,
                guint         position,
                const char   *icon,
                const char   *label,
                const char   *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(su)", spare_thing_get_id (self->set), (guint32) position);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_row_buttons (SpareSetView *self,
                 GtkWidget    *row,
                 guint         position,
                 const char   *number)
{
  gboolean used = spare_code_set_get_used (self->set, position) != 0;
  /* Translators: what a button does; %s is the number of a backup code. */
  g_autofree char *correct = g_strdup_printf (_("Correct Code %s"), number);
  /* Translators: what a button does; %s is the number of a backup code. */
  g_autofree char *use = g_strdup_printf (used ? _("Take Back the Use of Code %s") : _("Mark Code %s as Used"), number);

  if (spare_code_set_peek (self->set, position) != NULL)
    add_row_button (self, row, position, "document-edit-symbolic", correct, "win.correct-code");
  add_row_button (self, row, position, used ? "edit-undo-symbolic" : "object-select-symbolic", use,
                  used ? "win.unuse-code" : "win.use-code");
}

static void
add_row (SpareSetView *self,
         guint         position)
{
  GtkWidget *row = adw_action_row_new ();
  SpareSecret *code = spare_code_set_peek (self->set, position);
  gint64 used = spare_code_set_get_used (self->set, position);
  g_autofree char *number = spare_code_set_dup_number (self->set, position);
  g_autofree char *check = spare_code_set_dup_check (self->set, position);
  g_autofree char *date = used != 0 ? spare_words_dup_date (used) : NULL;
  /* Translators: %s is a day. */
  g_autofree char *state = used != 0 ? g_strdup_printf (_("Used on %s"), date) : g_strdup (_("Not used"));
  /* Translators: the number of a backup code and its check characters. */
  g_autofree char *title = *check != '\0' ? g_strdup_printf (_("%s · %s"), number, check) : g_strdup (number);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), state);
  if (self->shown && code != NULL)
    {
      GtkWidget *view = g_object_new (SPARE_TYPE_SECRET_VIEW, "hexpand", TRUE, "valign", GTK_ALIGN_CENTER, NULL);

      spare_secret_view_set_grouped (SPARE_SECRET_VIEW (view), FALSE);
      spare_secret_view_set_text (SPARE_SECRET_VIEW (view), code);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), view);
    }
  add_row_buttons (self, row, position, number);
  adw_expander_row_add_row (self->all, row);
  g_ptr_array_add (self->rows, row);
}

static void
remove_rows (AdwExpanderRow *expander,
             GPtrArray      *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_expander_row_remove (expander, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

/* Rows are there only while one can see them. */
static void
update_all (SpareSetView *self)
{
  g_autoptr(GPtrArray) one = g_ptr_array_new ();
  g_autofree char *left = NULL;

  g_ptr_array_add (one, self->set);
  left = spare_set_words_dup_left (one);
  adw_expander_row_set_subtitle (self->all, left);
  remove_rows (self->all, self->rows);
  for (guint i = 0; adw_expander_row_get_expanded (self->all) && i < spare_code_set_count (self->set); i++)
    add_row (self, i);
}

static void
update_log (SpareSetView *self)
{
  g_autoptr(GPtrArray) events = spare_code_set_dup_log (self->set);

  remove_rows (self->log, self->events);
  gtk_widget_set_visible (self->log_group, events->len > 0);
  for (guint i = events->len; adw_expander_row_get_expanded (self->log) && i > 0; i--)
    {
      const SpareCodeEvent *event = g_ptr_array_index (events, i - 1);
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *title = spare_set_words_dup_event (self->set, event);
      g_autofree char *date = spare_words_dup_date (event->time);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), date);
      adw_expander_row_add_row (self->log, row);
      g_ptr_array_add (self->events, row);
    }
}

static void
spare_set_view_unmap (GtkWidget *widget)
{
  set_shown (SPARE_SET_VIEW (widget), FALSE);

  GTK_WIDGET_CLASS (spare_set_view_parent_class)->unmap (widget);
}

static void
spare_set_view_dispose (GObject *object)
{
  SpareSetView *self = SPARE_SET_VIEW (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (spare_set_view_parent_class)->dispose (object);
}

static void
spare_set_view_finalize (GObject *object)
{
  SpareSetView *self = SPARE_SET_VIEW (object);

  g_clear_object (&self->set);
  g_array_unref (self->positions);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->events);

  G_OBJECT_CLASS (spare_set_view_parent_class)->finalize (object);
}

static void
spare_set_view_class_init (SpareSetViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spare_set_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_set_view_finalize;
  GTK_WIDGET_CLASS (klass)->unmap = spare_set_view_unmap;
}

static GtkWidget *
add_button (SpareSetView *self,
            GtkWidget    *box,
            const char   *label,
            GCallback     callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

/* A card: which code, the code, what to do with it. */
static GtkWidget *
create_front (SpareSetView *self)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (box, "code-card");
  self->label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                              "justify", GTK_JUSTIFY_CENTER, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "dim-label");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  self->code = g_object_new (SPARE_TYPE_SECRET_VIEW, "halign", GTK_ALIGN_CENTER, NULL);
  spare_secret_view_set_grouped (self->code, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->code), "front");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->code));
  self->dots = g_object_new (GTK_TYPE_LABEL, "label", "•••• ••••", NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->dots), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Hidden code"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->dots), "front");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->dots));

  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  self->show = add_button (self, buttons, _("_Show"), G_CALLBACK (show_cb));
  self->copy = add_button (self, buttons, _("_Copy"), G_CALLBACK (copy_cb));
  gtk_box_append (GTK_BOX (box), buttons);
  /* A line of its own: beside the others it is wider than 360 px with large text. */
  self->use = add_button (self, box, _("_Mark as Used"), G_CALLBACK (use_cb));
  gtk_widget_set_halign (self->use, GTK_ALIGN_CENTER);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);

  return row;
}

static AdwExpanderRow *
create_expander (SpareSetView *self,
                 const char   *title,
                 GCallback     callback)
{
  GtkWidget *row = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_swapped (row, "notify::expanded", callback, self);

  return ADW_EXPANDER_ROW (row);
}

static void
spare_set_view_init (SpareSetView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->position = -1;
  self->positions = g_array_new (FALSE, FALSE, sizeof (guint));
  self->rows = g_ptr_array_new ();
  self->events = g_ptr_array_new ();

  self->next = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->number = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->number), _("Number the Service Asks For"));
  g_signal_connect_swapped (self->number, "notify::selected", G_CALLBACK (number_cb), self);
  adw_preferences_group_add (self->next, GTK_WIDGET (self->number));
  adw_preferences_group_add (self->next, create_front (self));
  self->all = create_expander (self, _("All Codes"), G_CALLBACK (update_all));
  adw_preferences_group_add (self->next, GTK_WIDGET (self->all));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->next));

  self->facts = SPARE_SET_FACTS (spare_set_facts_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->facts));

  self->log = create_expander (self, _("What Happened When"), G_CALLBACK (update_log));
  self->log_group = adw_preferences_group_new ();
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->log_group), GTK_WIDGET (self->log));
  gtk_box_append (GTK_BOX (box), self->log_group);
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
spare_set_view_new (SpareWindow *window,
                    SpareThing  *set)
{
  SpareSetView *self = g_object_new (SPARE_TYPE_SET_VIEW, NULL);

  g_set_weak_pointer (&self->window, window);
  self->set = g_object_ref (set);
  spare_set_facts_set_set (self->facts, window, set);
  spare_set_view_update (self);

  return GTK_WIDGET (self);
}

SpareThing *
spare_set_view_get_set (SpareSetView *self)
{
  return self->set;
}

void
spare_set_view_update (SpareSetView *self)
{
  g_return_if_fail (SPARE_IS_SET_VIEW (self));

  adw_preferences_group_set_title (self->next, spare_code_set_is_single (self->set) ? _("Recovery Key") : _("Next Code"));
  adw_preferences_group_set_description (self->next, get_description (self));
  update_position (self);
  update_front (self);
  update_all (self);
  update_log (self);
  spare_set_facts_update (self->facts);
}
