/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-checkup-events.h"

#include <glib/gi18n.h>

#include "spare-checkup-more.h"
#include "spare-checkup-rows.h"
#include "spare-map-words.h"

struct _SpareCheckupEvents
{
  AdwPreferencesGroup parent_instance;

  GtkListBox         *list;
  SpareCheckupMore   *more;
  SpareCheckup       *checkup; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (SpareCheckupEvents, spare_checkup_events, ADW_TYPE_PREFERENCES_GROUP)

static guint
count (const SpareCheckup *checkup,
       const SpareEvent   *event)
{
  return spare_checkup_get_accounts (checkup, event, FALSE)->len;
}

/* That nobody else gets in when the person is not there costs all in most cases, and
 * is no accident: it stands behind what is. */
static guint
weigh (const SpareCheckup *checkup,
       const SpareEvent   *event)
{
  guint n = 2 * count (checkup, event);

  return event->kind == SPARE_EVENT_ABSENT ? MIN (n, 1) : n;
}

/* The worst first; of equals the one that the map has first. */
static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      checkup)
{
  const SpareEvent *one = *(SpareEvent *const *) a;
  const SpareEvent *other = *(SpareEvent *const *) b;

  return (int) weigh (checkup, other) - (int) weigh (checkup, one);
}

static GPtrArray *
list_events (SpareCheckup *checkup)
{
  SpareMap *map = spare_checkup_get_map (checkup);
  GPtrArray *events = g_ptr_array_new ();

  g_ptr_array_extend (events, spare_map_get_losses (map), NULL, NULL);
  g_ptr_array_extend (events, spare_map_get_takings (map), NULL, NULL);
  g_ptr_array_sort_with_data (events, compare_cb, checkup);

  return events;
}

static GtkWidget *
create_row_cb (gpointer item,
               gpointer user_data)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *number = gtk_label_new (NULL);

  gtk_widget_add_css_class (number, "event-count");
  gtk_widget_add_css_class (number, "numeric");
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), number);
  g_object_set_data (G_OBJECT (row), "number", number);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                           GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", ((const SpareEvent *) item)->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "checkup.show-event");

  return row;
}

static void
fill_row_cb (GtkWidget *row,
             gpointer   item,
             gpointer   user_data)
{
  SpareCheckup *checkup = SPARE_CHECKUP_EVENTS (user_data)->checkup;
  SpareMap *map = spare_checkup_get_map (checkup);
  const GArray *accounts = spare_checkup_get_accounts (checkup, item, FALSE);
  GtkWidget *number = g_object_get_data (G_OBJECT (row), "number");
  g_autofree char *title = spare_map_words_event (map, item);
  g_autofree char *counted = spare_map_words_count (map, item, accounts);
  g_autofree char *assumed = spare_checkup_dup_assumed (checkup, item);
  g_autofree char *subtitle = g_strjoin (" ", counted, assumed, NULL);
  g_autofree char *text = g_strdup_printf ("%u", accounts->len);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_label_set_text (GTK_LABEL (number), text);
  if (accounts->len == 0)
    gtk_widget_add_css_class (number, "dim-label");
  else
    gtk_widget_remove_css_class (number, "dim-label");
}

static void
update (SpareCheckupEvents *self)
{
  g_autoptr(GPtrArray) events = list_events (self->checkup);
  g_autoptr(GPtrArray) keys = g_ptr_array_new ();

  spare_checkup_more_cut (self->more, events);
  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (keys, ((SpareEvent *) g_ptr_array_index (events, i))->id);
  spare_checkup_rows_sync (self->list, keys, events, create_row_cb, fill_row_cb, self);
}

static void
spare_checkup_events_dispose (GObject *object)
{
  g_clear_pointer (&SPARE_CHECKUP_EVENTS (object)->checkup, spare_checkup_unref);

  G_OBJECT_CLASS (spare_checkup_events_parent_class)->dispose (object);
}

static void
spare_checkup_events_class_init (SpareCheckupEventsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spare_checkup_events_dispose;
}

static void
spare_checkup_events_init (SpareCheckupEvents *self)
{
  self->list = spare_checkup_more_add_list (ADW_PREFERENCES_GROUP (self), _("What Can Happen"));
  self->more = spare_checkup_more_new (SPARE_CHECKUP_EVENTS_MAX);
  g_signal_connect_object (self->more, "toggled", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->more));
}

void
spare_checkup_events_set (SpareCheckupEvents *self,
                          SpareCheckup       *checkup)
{
  g_return_if_fail (SPARE_IS_CHECKUP_EVENTS (self));

  spare_checkup_ref (checkup);
  g_clear_pointer (&self->checkup, spare_checkup_unref);
  self->checkup = checkup;
  update (self);
}
