/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sheet-place-row.h"

#include <glib/gi18n.h>

#include "spare-sheet-record.h"

#define MOST 12 /* places to choose from */

struct _SpareSheetPlaceRow
{
  AdwEntryRow parent_instance;

  GtkWidget  *popover;
};

G_DEFINE_FINAL_TYPE (SpareSheetPlaceRow, spare_sheet_place_row, ADW_TYPE_ENTRY_ROW)

static void
chosen_cb (SpareSheetPlaceRow *self,
           GtkButton           *button)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_editable_set_text (GTK_EDITABLE (self), gtk_button_get_label (button));
}

/* Of the newest sheets first, each once. */
static GPtrArray *
list_places (GListModel *things)
{
  g_autoptr(GPtrArray) sheets = spare_sheet_record_list (things, NULL);
  GPtrArray *places = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < sheets->len; i++)
    {
      g_auto(GStrv) some = spare_sheet_record_dup_places (g_ptr_array_index (sheets, i));

      for (guint j = 0; some[j] != NULL && places->len < MOST; j++)
        {
          if (*some[j] != '\0' && !g_ptr_array_find_with_equal_func (places, some[j], g_str_equal, NULL))
            g_ptr_array_add (places, g_strdup (some[j]));
        }
    }

  return places;
}

static void
add_places (SpareSheetPlaceRow *self,
            GPtrArray           *places)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->popover = gtk_popover_new ();
  for (guint i = 0; i < places->len; i++)
    {
      GtkWidget *choice = gtk_button_new_with_label (g_ptr_array_index (places, i));
      GtkWidget *label = gtk_button_get_child (GTK_BUTTON (choice));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
      gtk_widget_add_css_class (choice, "flat");
      g_signal_connect_object (choice, "clicked", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), choice);
    }
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), self->popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "document-open-recent-symbolic");
  gtk_widget_set_tooltip_text (button, _("Places of Earlier Sheets"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Places of Earlier Sheets"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), button);
}

void
spare_sheet_place_row_set_number (SpareSheetPlaceRow *self,
                                  guint               number,
                                  guint               n)
{
  g_autofree char *title = NULL;

  g_return_if_fail (SPARE_IS_SHEET_PLACE_ROW (self));

  if (n > 1)
    title = g_strdup_printf (_("Place of Copy %u"), number);
  else
    title = g_strdup (_("Place"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
}

static void
spare_sheet_place_row_class_init (SpareSheetPlaceRowClass *klass)
{
}

static void
spare_sheet_place_row_init (SpareSheetPlaceRow *self)
{
}

GtkWidget *
spare_sheet_place_row_new (GListModel *things,
                           guint       number)
{
  SpareSheetPlaceRow *self = g_object_new (SPARE_TYPE_SHEET_PLACE_ROW, NULL);
  g_autoptr(GPtrArray) places = list_places (things);

  if (places->len > 0)
    add_places (self, places);
  spare_sheet_place_row_set_number (self, number, number);

  return GTK_WIDGET (self);
}
