/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window does for the check-up: its pages, and what is told for it. */
#include "spare-calendar-page.h"
#include "spare-fact-editor.h"
#include "spare-fact-remove.h"
#include "spare-facts-page.h"
#include "spare-finding-aside.h"
#include "spare-happening-page.h"
#include "spare-history-page.h"
#include "spare-interview-dialog.h"
#include "spare-map-page.h"
#include "spare-plan-window.h"
#include "spare-review-page.h"
#include "spare-window-private.h"

static void
show_facts (SpareWindow *self,
            const char  *id)
{
  spare_window_show_page (self, "facts", spare_facts_page_new);
}

static void
show_happenings (SpareWindow *self,
                 const char  *id)
{
  spare_window_show_page (self, "happenings", spare_happening_page_new);
}

static void
show_map (SpareWindow *self,
          const char  *id)
{
  spare_window_show_page (self, "map", spare_map_page_new);
}

static void
show_calendar (SpareWindow *self,
               const char  *id)
{
  spare_window_show_page (self, "calendar", spare_calendar_page_new);
}

static void
show_history (SpareWindow *self,
              const char  *id)
{
  spare_window_show_page (self, "history", spare_history_page_new);
}

static void
show_review (SpareWindow *self,
             const char  *id)
{
  spare_window_show_page (self, "review", spare_review_page_new);
}

static void
print_plan (SpareWindow *self,
            const char  *id)
{
  spare_plan_window_show (self);
}

static void
show_fact (SpareWindow *self,
           const char  *id)
{
  if (id != NULL)
    spare_fact_editor_show (self, id);
}

static void
undo_fact (SpareWindow *self,
           const char  *id)
{
  if (id != NULL)
    spare_fact_undo (self, id);
}

static void
ask_again (SpareWindow *self,
           const char  *id)
{
  if (id != NULL)
    spare_finding_ask_again (self, id);
}

/* @id: (nullable) */
typedef void (*Open) (SpareWindow *self, const char *id);

/* One a line, by name. */
static const struct
{
  const char *name;
  const char *parameter; /* (nullable) */
  Open        open;
} actions[] = {
  { "win.ask-again", "s", ask_again },
  { "win.calendar", NULL, show_calendar },
  { "win.fact", "s", show_fact },
  { "win.fact-undo", "s", undo_fact },
  { "win.facts", NULL, show_facts },
  { "win.happenings", NULL, show_happenings },
  { "win.history", NULL, show_history },
  { "win.interview", "s", spare_interview_dialog_show },
  { "win.map", NULL, show_map },
  { "win.print-plan", NULL, print_plan },
  { "win.review", NULL, show_review },
  { NULL },
};

static void
open_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  const char *id = parameter != NULL ? g_variant_get_string (parameter, NULL) : NULL;

  for (guint i = 0; actions[i].name != NULL; i++)
    {
      if (g_str_equal (actions[i].name, name))
        actions[i].open (SPARE_WINDOW (widget), id != NULL && *id != '\0' ? id : NULL);
    }
}

void
spare_window_update_checkup_actions (SpareWindow *self)
{
  for (guint i = 0; actions[i].name != NULL; i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].name, spare_window_is_ready (self));
}

void
spare_window_class_install_checkup (GtkWidgetClass *widget_class)
{
  for (guint i = 0; actions[i].name != NULL; i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter, open_cb);
}
