/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-finding-row.h"

#include <glib/gi18n.h>

#include "spare-checkup-rows.h"
#include "spare-finding-fix.h"
#include "spare-finding-words.h"

typedef struct
{
  GtkLabel *now;
  GtkLabel *arrow;
  GtkLabel *then;
} Numbers;

struct _SpareFindingRow
{
  AdwExpanderRow parent_instance;

  GtkImage      *icon;
  GtkLabel      *why;
  GtkLabel      *advice;
  GtkWidget     *first_box;
  GtkLabel      *first;
  GtkWidget     *columns;
  Numbers        lost;
  Numbers        seized;
  GtkLabel      *evidence;
  GtkWidget     *buttons;
  GtkWidget     *fix;
  GtkWidget     *done;
  GtkWidget     *later;
  GtkWidget     *not_applying;
  GtkWidget     *again;
};

G_DEFINE_FINAL_TYPE (SpareFindingRow, spare_finding_row, ADW_TYPE_EXPANDER_ROW)

static GtkLabel *
add_label (GtkWidget  *box,
           const char *class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0,
                                   "hexpand", TRUE,
                                   NULL);

  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static GtkLabel *
add_number (GtkGrid *grid,
            int      column,
            int      row)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 1.0, "valign", GTK_ALIGN_BASELINE, NULL);

  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "numeric");
  gtk_grid_attach (grid, label, column, row, 1, 1);

  return GTK_LABEL (label);
}

static void
add_column (GtkGrid    *grid,
            int         row,
            const char *text,
            Numbers    *numbers)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "label", text,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0,
                                   "hexpand", TRUE,
                                   "valign", GTK_ALIGN_BASELINE,
                                   NULL);

  gtk_grid_attach (grid, label, 0, row, 1, 1);
  numbers->now = add_number (grid, 1, row);
  numbers->arrow = add_number (grid, 2, row);
  numbers->then = add_number (grid, 3, row);
}

static GtkWidget *
add_button (GtkWidget  *box,
            const char *label,
            const char *action)
{
  GtkWidget *button = spare_checkup_rows_add_button (box, label);

  /* In this order: an action whose target is missing is warned about. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);

  return button;
}

/* In two lines: in large letters there is no room for all in one. */
static void
add_buttons (SpareFindingRow *self,
             GtkWidget       *box)
{
  GtkWidget *lower = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (box), self->buttons);
  gtk_box_append (GTK_BOX (box), lower);
  self->fix = add_button (self->buttons, "", "checkup.fix");
  gtk_widget_add_css_class (self->fix, "suggested-action");
  self->done = add_button (self->buttons, _("I _Did It…"), "checkup.done");
  self->later = add_button (lower, _("_Later"), "checkup.later");
  g_object_set (gtk_button_get_child (GTK_BUTTON (self->later)), "wrap", FALSE, NULL);
  self->not_applying = add_button (lower, _("_Does Not Apply…"), "checkup.not-applying");
  self->again = add_button (lower, _("Show A_gain"), "checkup.ask-again");
}

static void
spare_finding_row_class_init (SpareFindingRowClass *klass)
{
}

static void
spare_finding_row_init (SpareFindingRow *self)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->icon = GTK_IMAGE (gtk_image_new ());
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->icon));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);

  gtk_widget_add_css_class (box, "finding");
  self->why = add_label (box, NULL);
  self->advice = add_label (box, NULL);

  self->first_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self->first_box),
                  g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic", "accessible-role",
                                GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign", GTK_ALIGN_START, NULL));
  self->first = add_label (self->first_box, NULL);
  gtk_box_append (GTK_BOX (box), self->first_box);

  self->columns = g_object_new (GTK_TYPE_GRID, "row-spacing", 6, "column-spacing", 6, NULL);
  add_column (GTK_GRID (self->columns), 0, _("Accounts lost, all losses added up"), &self->lost);
  add_column (GTK_GRID (self->columns), 1, _("Accounts given away, all thefts added up"), &self->seized);
  gtk_box_append (GTK_BOX (box), self->columns);

  self->evidence = add_label (box, "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->evidence), "caption");
  add_buttons (self, box);

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

GtkWidget *
spare_finding_row_new (void)
{
  return g_object_new (SPARE_TYPE_FINDING_ROW, NULL);
}

static void
set_text (GtkLabel   *label,
          const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
set_numbers (SpareFindingRow *self,
             Numbers         *numbers,
             guint            now,
             guint            then)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  g_autofree char *before = g_strdup_printf ("%u", now);
  g_autofree char *after = g_strdup_printf ("%u", then);

  gtk_label_set_text (numbers->now, before);
  gtk_label_set_text (numbers->arrow, rtl ? "←" : "→");
  gtk_label_set_text (numbers->then, after);
  if (then < now)
    gtk_widget_add_css_class (GTK_WIDGET (numbers->then), "success");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (numbers->then), "success");
}

static void
set_button (GtkWidget  *button,
            const char *id,
            gboolean    visible)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_widget_set_visible (button, visible);
}

void
spare_finding_row_set (SpareFindingRow    *self,
                       const SpareFinding *finding,
                       const char         *label,
                       const char         *aside)
{
  g_autofree char *evidence = spare_finding_words_dup_evidence (finding);
  g_autofree char *effort = spare_finding_words_dup_effort (finding);
  g_autofree char *known = NULL;
  gboolean open = aside == NULL;

  g_return_if_fail (SPARE_IS_FINDING_ROW (self));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), finding->title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), open ? effort : aside);
  gtk_image_set_from_icon_name (self->icon, spare_finding_words_get_icon (finding->urgency));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->icon), spare_finding_words_get_urgency (finding->urgency));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spare_finding_words_get_urgency (finding->urgency), -1);

  set_text (self->why, finding->why);
  set_text (self->advice, finding->advice);
  set_text (self->first, finding->first);
  gtk_widget_set_visible (self->first_box, finding->first != NULL);
  gtk_widget_set_visible (self->columns, finding->has_columns);
  set_numbers (self, &self->lost, finding->before.lost, finding->after.lost);
  set_numbers (self, &self->seized, finding->before.seized, finding->after.seized);
  /* Translators: how something is known: "How this is known: worked out". */
  known = g_strdup_printf (_("How this is known: %s"), evidence);
  set_text (self->evidence, known);

  gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->fix))), label != NULL ? label : "");
  set_button (self->fix, finding->id, label != NULL);
  gtk_widget_set_visible (self->buttons, label != NULL);
  set_button (self->done, finding->id, open && spare_finding_fix_is_elsewhere (finding));
  set_button (self->later, finding->id, open);
  set_button (self->not_applying, finding->id, open);
  set_button (self->again, finding->id, !open);
}
