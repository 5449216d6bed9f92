/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sweep-row.h"

#include <glib/gi18n.h>

#include "spare-erase.h"
#include "spare-words.h"

struct _SpareSweepRow
{
  GtkListBoxRow  parent_instance;

  GtkLabel      *told;
  GtkWidget     *buttons;
  GtkWidget     *first;
  GtkWidget     *delete;

  SpareSweepHit *hit;
};

G_DEFINE_FINAL_TYPE (SpareSweepRow, spare_sweep_row, GTK_TYPE_LIST_BOX_ROW)

static const char *const signal_names[] = { "take", "open", "delete" };

static gboolean
spare_sweep_row_grab_focus (GtkWidget *widget)
{
  SpareSweepRow *self = SPARE_SWEEP_ROW (widget);

  return gtk_widget_get_visible (self->buttons) && gtk_widget_grab_focus (self->first);
}

static void
spare_sweep_row_finalize (GObject *object)
{
  spare_sweep_hit_free (SPARE_SWEEP_ROW (object)->hit);

  G_OBJECT_CLASS (spare_sweep_row_parent_class)->finalize (object);
}

static void
spare_sweep_row_class_init (SpareSweepRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = spare_sweep_row_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = spare_sweep_row_grab_focus;
  for (guint i = 0; i < G_N_ELEMENTS (signal_names); i++)
    g_signal_new (signal_names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
spare_sweep_row_init (SpareSweepRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
}

static void
pressed_cb (SpareSweepRow *self,
            GtkWidget     *button)
{
  g_signal_emit_by_name (self, g_object_get_data (G_OBJECT (button), "signal"));
}

static GtkWidget *
add_button (SpareSweepRow *self,
            const char    *label,
            const char    *name,
            guint          which)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *spoken = g_strconcat (label, " ", name, NULL);

  g_object_set_data (G_OBJECT (button), "signal", (gpointer) signal_names[which]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->buttons), button);
  if (self->first == NULL)
    self->first = button;

  return button;
}

static GtkLabel *
add_label (GtkWidget  *box,
           const char *text,
           const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR, "visible", text != NULL, NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static char *
dup_details (const SpareSweepHit *hit)
{
  g_autofree char *size = g_format_size ((guint64) hit->size);
  g_autofree char *date = spare_words_dup_date (hit->modified);
  g_autoptr(GString) text = g_string_new (NULL);

  if (hit->service != NULL)
    g_string_append_printf (text, "%s · ", spare_service_get_name (hit->service));
  if (*hit->folder != '\0')
    g_string_append_printf (text, "%s · ", hit->folder);
  g_string_append_printf (text, "%s · %s", size, date);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

GtkWidget *
spare_sweep_row_new (SpareSweepHit *hit)
{
  SpareSweepRow *self = g_object_new (SPARE_TYPE_SWEEP_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *name = spare_erase_dup_name (hit->file);
  g_autofree char *details = dup_details (hit);

  self->hit = hit;
  gtk_widget_add_css_class (box, "secret");
  add_label (box, name, "heading");
  add_label (box, details, "dim-label");
  self->told = add_label (box, hit->readable ? NULL : _("Writing in pictures and PDFs is not read: open it, and type "
                                                        "the codes."), "caption");
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_margin_top (self->buttons, 6);
  gtk_widget_set_halign (self->buttons, GTK_ALIGN_END);
  if (!hit->readable)
    add_button (self, _("Open"), name, 1);
  add_button (self, _("Take In…"), name, 0);
  self->delete = add_button (self, _("Delete…"), name, 2);
  gtk_box_append (GTK_BOX (box), self->buttons);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);

  return GTK_WIDGET (self);
}

const SpareSweepHit *
spare_sweep_row_get_hit (SpareSweepRow *self)
{
  return self->hit;
}

void
spare_sweep_row_set_taken (SpareSweepRow *self)
{
  gtk_label_set_text (self->told, _("Its codes are in Sparekey now. The file is not needed any more: delete it."));
  gtk_widget_set_visible (GTK_WIDGET (self->told), TRUE);
  gtk_widget_add_css_class (self->delete, "destructive-action");
}

void
spare_sweep_row_set_told (SpareSweepRow *self,
                          const char    *told,
                          gboolean       gone)
{
  gtk_label_set_text (self->told, told);
  gtk_widget_set_visible (GTK_WIDGET (self->told), TRUE);
  gtk_widget_set_visible (self->buttons, !gone);
}
