/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-checkup-event.h"

#include <glib/gi18n.h>

#include "spare-checkup-events.h"
#include "spare-dialogs.h"
#include "spare-map-words.h"

#define SPARE_TYPE_CHECKUP_EVENT (spare_checkup_event_get_type ())
G_DECLARE_FINAL_TYPE (SpareCheckupEvent, spare_checkup_event, SPARE, CHECKUP_EVENT, AdwWindow)

struct _SpareCheckupEvent
{
  AdwWindow            parent_instance;

  GtkLabel            *heading;
  GtkLabel            *count;
  AdwPreferencesGroup *certain;
  AdwPreferencesGroup *assumed;
  GtkLabel            *rest;

  SpareWindow         *window; /* (nullable): borrowed */
  SpareCheckup        *checkup;
  const SpareEvent    *event;  /* of the check-up */
};

G_DEFINE_FINAL_TYPE (SpareCheckupEvent, spare_checkup_event, ADW_TYPE_WINDOW)

/* What one chooses here is done in the main window. */
static void
open_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *id)
{
  SpareCheckupEvent *self = SPARE_CHECKUP_EVENT (widget);
  g_autoptr(SpareWindow) window = self->window != NULL ? g_object_ref (self->window) : NULL;
  const char *then = g_str_equal (action, "event.ask") ? "win.interview" : "win.show-account";

  g_variant_ref (id);
  gtk_window_close (GTK_WINDOW (self));
  if (window != NULL)
    gtk_widget_activate_action_variant (GTK_WIDGET (window), then, id);
  g_variant_unref (id);
}

static gboolean
has (const GArray *accounts,
     guint         vertex)
{
  for (guint i = 0; i < accounts->len; i++)
    if (g_array_index (accounts, guint, i) == vertex)
      return TRUE;

  return FALSE;
}

static void
add_ask_button (GtkWidget  *row,
                const char *name,
                const char *id)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("dialog-question-symbolic");
  g_autofree char *label = NULL;

  /* Translators: what a button does, for screen readers; %s is an account. */
  label = g_strdup_printf (_("Answer Questions About %s…"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (button, _("Answer Questions…"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "event.ask");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_account (SpareCheckupEvent *self,
             guint              vertex,
             gboolean           is_loss,
             gboolean           certain)
{
  SpareMap *map = spare_checkup_get_map (self->checkup);
  const SpareItem *item = spare_map_get_item (map, vertex);
  g_autofree char *name = spare_map_words_name (map, vertex);
  g_autofree char *why = is_loss ? spare_map_words_lost (map, self->event, vertex)
                                 : spare_map_words_taken (map, self->event, vertex);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (why != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), why);
  if (item->record != NULL)
    {
      add_ask_button (row, name, item->record);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", item->record);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "event.show-account");
    }
  adw_preferences_group_add (certain ? self->certain : self->assumed, row);
}

static void
fill (SpareCheckupEvent *self)
{
  SpareMap *map = spare_checkup_get_map (self->checkup);
  const GArray *all = spare_checkup_get_accounts (self->checkup, self->event, FALSE);
  const GArray *certain = spare_checkup_get_accounts (self->checkup, self->event, TRUE);
  g_autofree char *heading = spare_map_words_event (map, self->event);
  g_autofree char *count = spare_map_words_count (map, self->event, all);
  g_autofree char *rest = NULL;
  gboolean is_loss = g_ptr_array_find (spare_map_get_losses (map), self->event, NULL);
  guint n_accounts;
  guint n_rest;

  gtk_label_set_text (self->heading, heading);
  gtk_label_set_text (self->count, count);
  for (guint i = 0; i < all->len; i++)
    {
      guint vertex = g_array_index (all, guint, i);

      add_account (self, vertex, is_loss, has (certain, vertex));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->certain), certain->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->assumed), all->len > certain->len);

  spare_map_get_accounts (map, &n_accounts);
  n_rest = n_accounts - all->len;
  if (is_loss)
    rest = g_strdup_printf (ngettext ("You still get into the other account.", "You still get into the other %u accounts.",
                                      n_rest), n_rest);
  else
    rest = g_strdup_printf (ngettext ("The other account stays yours.", "The other %u accounts stay yours.", n_rest),
                            n_rest);
  gtk_label_set_text (self->rest, all->len == 0 ? _("All accounts stay yours.") : rest);
  gtk_widget_set_visible (GTK_WIDGET (self->rest), n_rest > 0);
}

static void
spare_checkup_event_dispose (GObject *object)
{
  SpareCheckupEvent *self = SPARE_CHECKUP_EVENT (object);

  g_clear_weak_pointer (&self->window);
  g_clear_pointer (&self->checkup, spare_checkup_unref);

  G_OBJECT_CLASS (spare_checkup_event_parent_class)->dispose (object);
}

static void
spare_checkup_event_class_init (SpareCheckupEventClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_checkup_event_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-checkup-event.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareCheckupEvent, heading);
  gtk_widget_class_bind_template_child (widget_class, SpareCheckupEvent, count);
  gtk_widget_class_bind_template_child (widget_class, SpareCheckupEvent, certain);
  gtk_widget_class_bind_template_child (widget_class, SpareCheckupEvent, assumed);
  gtk_widget_class_bind_template_child (widget_class, SpareCheckupEvent, rest);
  gtk_widget_class_install_action (widget_class, "event.ask", "s", open_cb);
  gtk_widget_class_install_action (widget_class, "event.show-account", "s", open_cb);
}

static void
spare_checkup_event_init (SpareCheckupEvent *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
spare_checkup_event_show (SpareWindow      *window,
                          SpareCheckup     *checkup,
                          const SpareEvent *event)
{
  SpareCheckupEvent *self = g_object_new (SPARE_TYPE_CHECKUP_EVENT, NULL);

  g_set_weak_pointer (&self->window, window);
  self->checkup = spare_checkup_ref (checkup);
  self->event = event;
  fill (self);
  spare_dialogs_attach (GTK_WINDOW (self), GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (self));
}
