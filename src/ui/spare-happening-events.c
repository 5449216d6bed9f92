/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-happening-events.h"

#include <glib/gi18n.h>

#include "spare-happening-log.h"
#include "spare-words.h"

struct _SpareHappeningEvents
{
  AdwBin      parent_instance;

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (SpareHappeningEvents, spare_happening_events, ADW_TYPE_BIN)

static char *
dup_words (const SpareHappeningEvent *event,
           GListModel                *accounts)
{
  g_autoptr(SpareAccount) account = spare_account_find (accounts, event->account);
  const char *name = account != NULL ? spare_words_get_title (account) : _("something that is not here any more");

  switch (event->kind)
    {
    case SPARE_HAPPENING_EVENT_DONE:
      /* Translators: %s is a step, such as “Report a theft, and tell your insurer”. */
      return g_strdup_printf (_("Done: %s"), event->detail);
    case SPARE_HAPPENING_EVENT_OPENED:
      /* Translators: %s is a step, such as “Report a theft, and tell your insurer”. */
      return g_strdup_printf (_("Not done after all: %s"), event->detail);
    case SPARE_HAPPENING_EVENT_USED:
      /* Translators: the number of a backup code, and an account. */
      return g_strdup_printf (_("Code %s of %s was used"), event->detail, name);
    case SPARE_HAPPENING_EVENT_UNUSED:
      /* Translators: the number of a backup code, and an account. */
      return g_strdup_printf (_("The use of code %s of %s was taken back"), event->detail, name);
    case SPARE_HAPPENING_EVENT_CODES:
      /* Translators: %s is an account. */
      return g_strdup_printf (_("The old backup codes of %s became void"), name);
    case SPARE_HAPPENING_EVENT_SECRET:
      /* Translators: %s is an account. */
      return g_strdup_printf (_("The old secret of %s went into the bin"), name);
    case SPARE_HAPPENING_N_EVENTS:
    default:
      g_return_val_if_reached (NULL);
    }
}

static GtkWidget *
create_row (const SpareHappeningEvent *event,
            GListModel                *accounts)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = dup_words (event, accounts);
  g_autofree char *date = spare_words_dup_date (event->time);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), date);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);

  return row;
}

void
spare_happening_events_show (SpareHappeningEvents *self,
                             SpareThing           *happening,
                             GListModel           *accounts)
{
  g_autoptr(GPtrArray) events = happening != NULL ? spare_happening_dup_log (happening) : NULL;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  for (guint i = events != NULL ? events->len : 0; i > 0; i--)
    gtk_list_box_append (self->list, create_row (g_ptr_array_index (events, i - 1), accounts));
  gtk_widget_set_visible (GTK_WIDGET (self), events != NULL && events->len > 0);
}

static void
spare_happening_events_class_init (SpareHappeningEventsClass *klass)
{
}

static void
spare_happening_events_init (SpareHappeningEvents *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("What Was Done"));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What was done"), -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), group);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
