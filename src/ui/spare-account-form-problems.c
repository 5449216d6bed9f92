/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-account-form-private.h"

/* A page cannot scroll to what still unfolds or has no place yet. */
#define EXPAND_MS     350
#define LAYOUT_MS     60
#define SCROLL_MARGIN 12

/* The focus would bring its field into view, but not the sentence below it. */
static void
scroll_to_hint (SpareAccountForm *self,
                Field            *field)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  graphene_rect_t row;
  graphene_rect_t hint;
  double offset;

  if (scroller == NULL || !gtk_widget_compute_bounds (field->row, scroller, &row)
      || !gtk_widget_compute_bounds (GTK_WIDGET (field->hint), scroller, &hint))
    return;

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  offset = gtk_adjustment_get_value (adjustment);
  gtk_adjustment_clamp_page (adjustment, row.origin.y + offset,
                             hint.origin.y + hint.size.height + offset + SCROLL_MARGIN);
}

static void
show_wrong_cb (gpointer user_data)
{
  SpareAccountForm *self = user_data;
  Field *field = &self->fields[self->wrong_field];

  self->show_source = 0;
  scroll_to_hint (self, field);
  gtk_widget_grab_focus (field->row);
}

void
spare_account_form_go_to (SpareAccountForm *self,
                          FieldId           id)
{
  gboolean folded = id >= FIELD_DIGITS && !adw_expander_row_get_expanded (self->advanced);

  if (folded)
    adw_expander_row_set_expanded (self->advanced, TRUE);

  self->wrong_field = id;
  g_clear_handle_id (&self->show_source, g_source_remove);
  self->show_source = g_timeout_add_once (folded ? EXPAND_MS : LAYOUT_MS, show_wrong_cb, self);
}

gboolean
spare_account_form_show_problems (SpareAccountForm *self,
                                  Problems         *problems)
{
  int first = -1;

  for (int i = N_FIELDS - 1; i >= 0; i--)
    {
      if (problems->text[i] == NULL)
        continue;

      spare_account_form_set_hint (self, (FieldId) i, SPARE_HINT_ERROR, problems->text[i]);
      first = i;
    }

  if (first < 0)
    return FALSE;

  if (first == FIELD_SECRET && self->keeps_secret)
    spare_account_form_open_secret (self);
  spare_account_form_go_to (self, (FieldId) first);

  return TRUE;
}
