/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-map-page.h"

#include <glib/gi18n.h>

#include "spare-checkup-model.h"
#include "spare-dialogs.h"
#include "spare-file-write.h"
#include "spare-map-box-words.h"
#include "spare-map-picture.h"
#include "spare-map-view.h"
#include "spare-print.h"

struct _SpareMapPage
{
  AdwBin             parent_instance;

  GtkWidget         *back;
  GtkToggleButton   *list_button;
  GtkStack          *stack;
  SpareMapView      *view;
  GtkLabel          *words;
  GtkListBox        *list;

  SpareWindow       *window;  /* (nullable): borrowed */
  SpareCheckupModel *model;
  SpareMapDrawing   *drawing; /* (nullable) */
  gboolean           listed;  /* the list shows it: with many boxes that takes a while, and few look at it */
};

G_DEFINE_FINAL_TYPE (SpareMapPage, spare_map_page, ADW_TYPE_BIN)

static char *
dup_words (SpareMapPage *self,
           guint         node)
{
  g_autofree char *name = spare_map_drawing_dup_name (self->drawing, node);
  g_autofree char *opened = spare_map_box_dup_opened (self->drawing, node);
  g_autofree char *opens = spare_map_box_dup_opens (self->drawing, node);
  g_autofree char *lost = spare_map_box_dup_lost (self->drawing, node);
  g_autofree char *taken = spare_map_box_dup_taken (self->drawing, node);
  const char *const parts[] = { name, lost, taken, opened, opens };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (*parts[i] == '\0')
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, parts[i]);
    }

  return g_string_free (text, FALSE);
}

static void
node_cb (SpareMapPage *self)
{
  guint node = spare_map_view_get_node (self->view);
  g_autofree char *text = NULL;

  if (node == SPARE_GRAPH_NONE)
    text = g_strdup (_("A line leads from what opens to what it opens. It is thick where that is enough, thin where "
                       "something else is needed, too, and dashed where nobody knows for sure.\n"
                       "Point at a box, or choose one with the arrow keys: a crossed-out circle marks what you lose "
                       "without it, a triangle what somebody gets with it."));
  else
    text = dup_words (self, node);
  gtk_label_set_label (self->words, text);
  spare_map_view_describe (self->view, text);
}

static GtkWidget *
create_row (SpareMapPage *self,
            guint         node)
{
  g_autofree char *name = spare_map_drawing_dup_name (self->drawing, node);
  g_autofree char *lost = spare_map_box_dup_lost (self->drawing, node);
  g_autofree char *text = dup_words (self, node);
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", text,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0,
                                   "margin-top", 12,
                                   "margin-bottom", 12,
                                   "margin-start", 12,
                                   "margin-end", 12,
                                   NULL);
  GtkWidget *inner = g_object_new (ADW_TYPE_PREFERENCES_ROW, "activatable", FALSE, "child", label, NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), lost);
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), inner);

  return row;
}

static void
fill_list (SpareMapPage *self)
{
  GtkWidget *row;
  guint n_nodes = 0;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  spare_map_drawing_get_nodes (self->drawing, &n_nodes);
  for (guint i = 0; i < n_nodes; i++)
    gtk_list_box_append (self->list, create_row (self, i));
  self->listed = TRUE;
}

static void
update (SpareMapPage *self)
{
  const char *name = "wait";
  guint n_nodes = 0;

  if (self->drawing != NULL)
    {
      spare_map_drawing_get_nodes (self->drawing, &n_nodes);
      name = n_nodes == 0 ? "empty" : gtk_toggle_button_get_active (self->list_button) ? "list" : "drawing";
    }
  if (g_str_equal (name, "list") && !self->listed)
    fill_list (self);
  gtk_stack_set_visible_child_name (self->stack, name);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list_button), n_nodes > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "map.print", n_nodes > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "map.save", n_nodes > 0);
}

static void
changed_cb (SpareMapPage *self)
{
  SpareCheckup *checkup = spare_checkup_model_get (self->model);

  g_clear_pointer (&self->drawing, spare_map_drawing_unref);
  if (checkup != NULL)
    self->drawing = spare_map_drawing_new (spare_checkup_get_map (checkup));
  self->listed = FALSE;
  spare_map_view_set_drawing (self->view, self->drawing);
  node_cb (self);
  update (self);
}

/* Paper and files: drawn anew, with the letters of paper. */

static SpareMapPicture *
create_picture (SpareMapPage *self)
{
  return spare_map_picture_new (self->drawing, NULL,
                                gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL);
}

static void
printed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SpareMapPage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!spare_print_finish (result, &error) && error != NULL && self->window != NULL)
    spare_window_toast_error (self->window, error);
}

static guint
count_pages (double   width,
             double   height,
             gpointer data)
{
  return spare_map_picture_count_pages (data, width - 2 * SPARE_SHEET_MARGIN, height - 2 * SPARE_SHEET_MARGIN);
}

static void
draw_page (cairo_t *cr,
           guint    page,
           double   width,
           double   height,
           gpointer data)
{
  cairo_translate (cr, SPARE_SHEET_MARGIN, SPARE_SHEET_MARGIN);
  spare_map_picture_draw_page (data, cr, page, width - 2 * SPARE_SHEET_MARGIN, height - 2 * SPARE_SHEET_MARGIN);
}

static void
print_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  SpareMapPage *self = SPARE_MAP_PAGE (widget);
  const SparePrint print = {
    .job_name = _("Sparekey recovery map"),
    .paper = SPARE_PAPER_A4,
    .landscape = TRUE,
    .count_pages = count_pages,
    .draw_page = draw_page,
    .data = create_picture (self),
    .free_data = (GDestroyNotify) spare_map_picture_free,
  };

  spare_print_async (GTK_WINDOW (self->window), &print, printed_cb, g_object_ref (self));
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(SpareMapPage) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean good = spare_file_write_finish (result, &error);

  if (self->window == NULL)
    return;

  if (good)
    spare_window_toast (self->window, _("The map is saved. It shows what opens what: keep it to yourself."));
  else
    spare_window_toast_error (self->window, error);
}

static void
file_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(SpareMapPage) self = user_data;
  g_autoptr(GFile) file = spare_dialogs_save_file_finish (result, NULL);
  g_autoptr(SpareMapPicture) picture = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) svg = NULL;

  if (file == NULL || self->window == NULL || self->drawing == NULL)
    return;

  picture = create_picture (self);
  svg = spare_map_picture_to_svg (picture, &error);
  if (svg == NULL)
    spare_window_toast_error (self->window, error);
  else
    spare_file_write_async (file, svg, NULL, written_cb, g_object_ref (self));
}

static void
save_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  SpareMapPage *self = SPARE_MAP_PAGE (widget);

  spare_dialogs_save_file_async (GTK_WINDOW (self->window), _("Save the Recovery Map"), _("recovery-map.svg"), file_cb,
                                 g_object_ref (self));
}

static void
spare_map_page_map (GtkWidget *widget)
{
  spare_checkup_model_refresh (SPARE_MAP_PAGE (widget)->model);

  GTK_WIDGET_CLASS (spare_map_page_parent_class)->map (widget);
}

static void
spare_map_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (spare_map_page_parent_class)->unmap (widget);

  spare_checkup_model_rest (SPARE_MAP_PAGE (widget)->model);
}

static gboolean
spare_map_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SPARE_MAP_PAGE (widget)->back);
}

/* GTK's own begins with grab_focus(), which leads past the bar to the content. */
static gboolean
spare_map_page_focus (GtkWidget        *widget,
                      GtkDirectionType  direction)
{
  return gtk_widget_child_focus (adw_bin_get_child (ADW_BIN (widget)), direction);
}

static void
spare_map_page_dispose (GObject *object)
{
  SpareMapPage *self = SPARE_MAP_PAGE (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->drawing, spare_map_drawing_unref);
  g_clear_weak_pointer (&self->window);

  G_OBJECT_CLASS (spare_map_page_parent_class)->dispose (object);
}

static void
spare_map_page_class_init (SpareMapPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = spare_map_page_dispose;
  widget_class->map = spare_map_page_map;
  widget_class->unmap = spare_map_page_unmap;
  widget_class->grab_focus = spare_map_page_grab_focus;
  widget_class->focus = spare_map_page_focus;

  g_type_ensure (SPARE_TYPE_MAP_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCE_PREFIX "/spare-map-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SpareMapPage, back);
  gtk_widget_class_bind_template_child (widget_class, SpareMapPage, list_button);
  gtk_widget_class_bind_template_child (widget_class, SpareMapPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SpareMapPage, view);
  gtk_widget_class_bind_template_child (widget_class, SpareMapPage, words);
  gtk_widget_class_bind_template_child (widget_class, SpareMapPage, list);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, node_cb);

  gtk_widget_class_install_action (widget_class, "map.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "map.save", NULL, save_cb);
}

static void
spare_map_page_init (SpareMapPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
spare_map_page_new (SpareWindow *window)
{
  SpareMapPage *self = g_object_new (SPARE_TYPE_MAP_PAGE, NULL);

  g_set_weak_pointer (&self->window, window);
  self->model = spare_checkup_model_new (spare_window_get_vault (window), spare_window_get_directories (window),
                                         spare_window_get_clock (window));
  g_signal_connect_object (self->model, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  node_cb (self);
  update (self);

  return GTK_WIDGET (self);
}
