/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-checkup-rows.h"

#define KEY "checkup-key"

static GHashTable *
list_rows (GtkListBox *list)
{
  GHashTable *rows = g_hash_table_new (g_str_hash, g_str_equal);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    g_hash_table_insert (rows, g_object_get_data (G_OBJECT (row), KEY), row);

  return rows;
}

static GtkWidget *
get_focus (GtkListBox *list)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (list));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

/* The row around the focus, and its place; (nullable) */
static GtkListBoxRow *
find_focus_row (GtkListBox *list,
                int        *place)
{
  GtkWidget *focus = get_focus (list);
  GtkListBoxRow *row = NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (list)))
    return NULL;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    {
      *place = i;
      if (focus == GTK_WIDGET (row) || gtk_widget_is_ancestor (focus, GTK_WIDGET (row)))
        break;
    }

  return row;
}

static void
place_row (GtkListBox *list,
           GtkWidget  *row,
           int         place)
{
  int now = gtk_widget_get_parent (row) != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : -1;

  if (now == place)
    return;
  g_object_ref (row);
  if (now >= 0)
    gtk_list_box_remove (list, row);
  gtk_list_box_insert (list, row, place);
  g_object_unref (row);
}

/* What is not among @keys goes. */
static void
remove_rest (GtkListBox *list,
             GHashTable *rows,
             GPtrArray  *keys)
{
  g_autoptr(GHashTable) rest = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    g_hash_table_add (rest, g_object_get_data (row, KEY));
  for (guint i = 0; i < keys->len; i++)
    g_hash_table_remove (rest, g_ptr_array_index (keys, i));

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      if (!g_hash_table_contains (rest, g_object_get_data (row, KEY)))
        continue;
      g_hash_table_remove (rest, g_object_get_data (row, KEY));
      g_hash_table_iter_remove (&iter);
      gtk_list_box_remove (list, row);
    }
}

/* Moving a row takes the focus from it, and so does its end. */
static void
restore_focus (GtkListBox    *list,
               GtkListBoxRow *row,
               GtkWidget     *focus,
               int            place)
{
  GtkWidget *now = get_focus (list);

  /* A row that is gone may be said to have it still. */
  if (now == focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (list)))
    return;

  if (gtk_widget_get_parent (GTK_WIDGET (row)) != GTK_WIDGET (list))
    for (row = NULL; row == NULL && place >= 0; place--)
      row = gtk_list_box_get_row_at_index (list, place);
  else if (gtk_widget_grab_focus (focus))
    return;

  if (row != NULL && !gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

void
spare_checkup_rows_sync (GtkListBox         *list,
                         GPtrArray          *keys,
                         GPtrArray          *items,
                         SpareCheckupRowNew  create,
                         SpareCheckupRowFill fill,
                         gpointer            user_data)
{
  g_autoptr(GHashTable) rows = list_rows (list);
  int place = 0;
  GtkListBoxRow *focused = find_focus_row (list, &place);
  GtkWidget *focus = focused != NULL ? get_focus (list) : NULL;

  if (focused != NULL)
    {
      g_object_ref (focused);
      g_object_ref (focus);
    }
  remove_rest (list, rows, keys);
  for (guint i = 0; i < items->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      GtkWidget *row = g_hash_table_lookup (rows, key);

      if (row == NULL)
        {
          row = create (g_ptr_array_index (items, i), user_data);
          g_object_set_data_full (G_OBJECT (row), KEY, g_strdup (key), g_free);
        }
      fill (row, g_ptr_array_index (items, i), user_data);
      place_row (list, row, (int) i);
    }

  if (focused != NULL)
    {
      restore_focus (list, focused, focus, place);
      g_object_unref (focus);
      g_object_unref (focused);
    }
}

GtkWidget *
spare_checkup_rows_add_button (GtkWidget  *box,
                               const char *label)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *text = g_object_new (GTK_TYPE_LABEL,
                                  "label", label,
                                  "use-underline", TRUE,
                                  "mnemonic-widget", button,
                                  "wrap", TRUE,
                                  "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                  "justify", GTK_JUSTIFY_CENTER,
                                  NULL);

  gtk_button_set_child (GTK_BUTTON (button), text);
  gtk_box_append (GTK_BOX (box), button);

  return button;
}

GtkWidget *
spare_checkup_rows_add_inside (GtkWidget  *row,
                               const char *text)
{
  GtkWidget *inside = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (box, "finding");
  gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode",
                                               PANGO_WRAP_WORD_CHAR, "xalign", 0.0, NULL));
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (inside), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (inside), FALSE);
  gtk_widget_set_focusable (inside, FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), inside);

  return buttons;
}
