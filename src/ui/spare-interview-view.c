/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-interview-view.h"

#include <glib/gi18n.h>

struct _SpareInterviewView
{
  AdwPreferencesGroup parent_instance;

  SpareInterviewPart *part;    /* borrowed */
  AdwExpanderRow     *folded;  /* (nullable): holds all rows */
  AdwExpanderRow     *more;    /* (nullable): holds the entries */
  GtkCheckButton     *group;   /* (nullable): of radio buttons */
  GPtrArray          *rows;    /* in the order of the choices */
  GPtrArray          *ticks;   /* GtkCheckButton, likewise */
  gboolean            showing; /* the ticks follow the part */
  guint               update_idle;
};

G_DEFINE_FINAL_TYPE (SpareInterviewView, spare_interview_view, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  ADD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
show_chosen (SpareInterviewView *self)
{
  self->showing = TRUE;
  for (guint i = 0; i < self->ticks->len; i++)
    {
      SpareInterviewChoice *choice = self->part->choices->pdata[i];

      gtk_check_button_set_active (self->ticks->pdata[i], choice->chosen);
    }
  self->showing = FALSE;
}

static void
toggled_cb (SpareInterviewView *self,
            GtkCheckButton     *tick)
{
  guint nth;

  if (self->showing || self->part == NULL || !g_ptr_array_find (self->ticks, tick, &nth))
    return;

  spare_interview_part_choose (self->part, nth, gtk_check_button_get_active (tick));
  if (!self->part->single)
    show_chosen (self);
}

static void
add_row (SpareInterviewView *self,
         GtkWidget          *row)
{
  if (self->folded != NULL)
    adw_expander_row_add_row (self->folded, row);
  else
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
add_choice (SpareInterviewView   *self,
            SpareInterviewChoice *choice)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *tick = gtk_check_button_new ();

  if (self->part->single)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (tick), self->group);
  if (self->group == NULL)
    self->group = GTK_CHECK_BUTTON (tick);
  gtk_widget_set_valign (tick, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, choice->title, -1);
  if (choice->hint != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, choice->hint, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), choice->title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), choice->hint != NULL ? choice->hint : "");
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), tick);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), tick);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->ticks, tick);
  g_signal_connect_object (tick, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  add_row (self, row);
}

static void
apply_cb (SpareInterviewView *self,
          GtkEditable        *entry)
{
  guint nth = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (entry), "nth"));
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (*name != '\0')
    g_signal_emit (self, signals[ADD], 0, nth, name);
}

static void
add_entries (SpareInterviewView *self)
{
  AdwExpanderRow *more = self->folded;

  if (self->part->n_adds == 0)
    return;

  if (more == NULL)
    {
      more = self->more = ADW_EXPANDER_ROW (adw_expander_row_new ());
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (more), _("Something Else…"));
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (more));
    }
  for (guint i = 0; i < self->part->n_adds; i++)
    {
      GtkWidget *entry = adw_entry_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _(self->part->adds[i].title));
      adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (entry), TRUE);
      g_object_set_data (G_OBJECT (entry), "nth", GUINT_TO_POINTER (i));
      g_signal_connect_object (entry, "apply", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);
      adw_expander_row_add_row (more, entry);
      g_ptr_array_add (self->rows, entry);
    }
}

/* All rows in the order of the part; the last choice may be new. */
static void
fill (SpareInterviewView *self)
{
  gboolean chosen = FALSE;

  for (guint i = 0; i < self->part->choices->len; i++)
    {
      add_choice (self, self->part->choices->pdata[i]);
      chosen |= ((SpareInterviewChoice *) self->part->choices->pdata[i])->chosen;
    }
  add_entries (self);
  show_chosen (self);
  if (self->folded != NULL)
    adw_expander_row_set_expanded (self->folded, chosen);
}

static void
clear (SpareInterviewView *self)
{
  /* The entries lie in one of the expanders. */
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = self->rows->pdata[i];

      if (self->folded != NULL)
        adw_expander_row_remove (self->folded, row);
      else if (!ADW_IS_ENTRY_ROW (row))
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
    }
  if (self->more != NULL)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->more));
  self->more = NULL;
  self->group = NULL;
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->ticks, 0);
}

static void
update_idle_cb (gpointer user_data)
{
  SpareInterviewView *self = user_data;

  self->update_idle = 0;
  clear (self);
  fill (self);
  for (guint i = self->ticks->len; i > 0; i--)
    if (gtk_check_button_get_active (self->ticks->pdata[i - 1]))
      {
        gtk_widget_grab_focus (self->ticks->pdata[i - 1]);
        break;
      }
}

/* Not at once: the entry that was typed into is still at work. */
void
spare_interview_view_update (SpareInterviewView *self)
{
  if (self->update_idle == 0)
    self->update_idle = g_idle_add_once (update_idle_cb, self);
}

static gboolean
spare_interview_view_grab_focus (GtkWidget *widget)
{
  SpareInterviewView *self = SPARE_INTERVIEW_VIEW (widget);

  for (guint i = 0; self->folded == NULL && i < self->ticks->len; i++)
    if (gtk_check_button_get_active (self->ticks->pdata[i]))
      return gtk_widget_grab_focus (self->ticks->pdata[i]);

  return GTK_WIDGET_CLASS (spare_interview_view_parent_class)->grab_focus (widget);
}

static void
spare_interview_view_dispose (GObject *object)
{
  g_clear_handle_id (&SPARE_INTERVIEW_VIEW (object)->update_idle, g_source_remove);

  G_OBJECT_CLASS (spare_interview_view_parent_class)->dispose (object);
}

static void
spare_interview_view_finalize (GObject *object)
{
  SpareInterviewView *self = SPARE_INTERVIEW_VIEW (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->ticks);

  G_OBJECT_CLASS (spare_interview_view_parent_class)->finalize (object);
}

static void
spare_interview_view_class_init (SpareInterviewViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = spare_interview_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = spare_interview_view_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = spare_interview_view_grab_focus;

  signals[ADD] = g_signal_new ("add", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                               2, G_TYPE_UINT, G_TYPE_STRING);
}

static void
spare_interview_view_init (SpareInterviewView *self)
{
  self->rows = g_ptr_array_new ();
  self->ticks = g_ptr_array_new ();
}

GtkWidget *
spare_interview_view_new (SpareInterviewPart *part)
{
  SpareInterviewView *self = g_object_new (SPARE_TYPE_INTERVIEW_VIEW, NULL);
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (self);
  const char *reason = part->reason != NULL ? _(part->reason) : NULL;

  self->part = part;
  if (part->folded)
    {
      self->folded = ADW_EXPANDER_ROW (adw_expander_row_new ());
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->folded), _(part->title));
      adw_expander_row_set_subtitle (self->folded, reason != NULL ? reason : "");
      adw_preferences_group_add (group, GTK_WIDGET (self->folded));
    }
  else
    {
      adw_preferences_group_set_title (group, _(part->title));
      adw_preferences_group_set_description (group, part->seen != NULL ? part->seen : reason);
    }
  fill (self);

  return GTK_WIDGET (self);
}

SpareInterviewPart *
spare_interview_view_get_part (SpareInterviewView *self)
{
  return self->part;
}
