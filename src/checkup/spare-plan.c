/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "spare-map-words.h"
#include "spare-promise.h"

typedef struct
{
  const SpareCheckup *checkup;
  SpareMap           *map;
  GListModel         *accounts;
  GListModel         *things;
  gint64              now;
  SpareDayWords       day_words;
  SparePlan          *plan;
} Writer;

static void
part_free (gpointer data)
{
  SparePlanPart *part = data;

  g_free (part->title);
  g_strfreev (part->texts);
  g_free (part);
}

void
spare_plan_free (SparePlan *self)
{
  g_free (self->title);
  g_free (self->made);
  g_free (self->warning);
  g_ptr_array_unref (self->parts);
  g_free (self);
}

char *
spare_plan_dup_page (guint number,
                     guint count)
{
  /* Translators: at the foot of paper: "Page 1 of 3". */
  return g_strdup_printf (_("Page %u of %u"), number, count);
}

/* @title: (nullable); @texts: those that are NULL or empty are left out */
static void
add (Writer            *writer,
     SparePlanKind      kind,
     const char        *title,
     const char *const *texts,
     gsize              n_texts)
{
  SparePlanPart *part = g_new0 (SparePlanPart, 1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; i < n_texts; i++)
    if (texts[i] != NULL && *texts[i] != '\0')
      g_strv_builder_add (builder, texts[i]);
  part->kind = kind;
  part->title = g_strdup (title);
  part->texts = g_strv_builder_end (builder);
  g_ptr_array_add (writer->plan->parts, part);
}

static void
add_section (Writer     *writer,
             const char *title,
             const char *text)
{
  add (writer, SPARE_PLAN_SECTION, title, NULL, 0);
  add (writer, SPARE_PLAN_TEXT, NULL, &text, 1);
}

static char *
dup_names (Writer       *writer,
           const GArray *accounts)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (accounts->len == 0)
    return NULL;

  for (guint i = 0; i < accounts->len; i++)
    {
      g_autofree char *name = spare_map_words_name (writer->map, g_array_index (accounts, guint, i));

      /* Translators: stands between the names of accounts: "Cloud, Code". */
      g_string_append (names, i > 0 ? _(", ") : "");
      g_string_append (names, name);
    }

  /* Translators: a sentence of nothing but the names of accounts: "Cloud, Code." */
  return g_strdup_printf (_("%s."), names->str);
}

static void
add_events (Writer    *writer,
            GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      const SpareEvent *event = g_ptr_array_index (events, i);
      const GArray *accounts = spare_checkup_get_accounts (writer->checkup, event, FALSE);
      g_autofree char *title = spare_map_words_event (writer->map, event);
      g_autofree char *counted = spare_map_words_count (writer->map, event, accounts);
      g_autofree char *assumed = spare_checkup_dup_assumed (writer->checkup, event);
      g_autofree char *count = g_strjoin (" ", counted, assumed, NULL);
      g_autofree char *names = dup_names (writer, accounts);
      const char *const texts[] = { count, names };

      add (writer, SPARE_PLAN_EVENT, title, texts, G_N_ELEMENTS (texts));
    }
}

static char *
dup_columns (const SpareFinding *finding)
{
  if (!finding->has_columns)
    return NULL;

  /* Translators: what a step changes, over all that may happen; four numbers. */
  return g_strdup_printf (_("When it is done: accounts lost, over all that may happen, %u instead of %u; accounts taken, "
                            "%u instead of %u."),
                          finding->after.lost, finding->before.lost, finding->after.seized, finding->before.seized);
}

static char *
dup_basis (Writer             *writer,
           const SpareFinding *finding)
{
  g_autofree char *evidence = spare_finding_dup_evidence (finding, writer->day_words);
  g_autofree char *effort = g_strdup_printf (ngettext ("%u minute", "%u minutes", finding->minutes), finding->minutes);

  /* Translators: how long a step takes ("5 minutes"), and what it rests on ("worked out"). */
  return g_strdup_printf (_("About %s. Evidence: %s."), effort, evidence);
}

static void
add_findings (Writer *writer)
{
  GPtrArray *findings = spare_checkup_get_findings (writer->checkup);

  add_section (writer, _("What to Do, in This Order"),
               findings->len > 0 ? _("Tick what is done. Print the plan again afterwards: the numbers have moved then.")
                                 : _("Nothing is open, as far as is known today."));
  for (guint i = 0; i < findings->len; i++)
    {
      const SpareFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *columns = dup_columns (finding);
      g_autofree char *basis = dup_basis (writer, finding);
      const char *const texts[] = { finding->why, finding->first, finding->advice, columns, basis };

      add (writer, SPARE_PLAN_STEP, finding->title, texts, G_N_ELEMENTS (texts));
    }
}

static void
add_set_aside (Writer *writer)
{
  GPtrArray *findings = spare_checkup_get_set_aside (writer->checkup);

  if (findings->len == 0)
    return;

  add_section (writer, _("Set Aside"), _("What was put off, or does not apply, and when it is asked about again."));
  for (guint i = 0; i < findings->len; i++)
    {
      const SpareFinding *finding = g_ptr_array_index (findings, i);
      g_autoptr (SpareThing) aside = spare_set_aside_find (writer->things, finding, writer->now);
      g_autofree char *day = aside != NULL ? writer->day_words (spare_set_aside_get_until (aside)) : NULL;
      const char *reason = aside != NULL ? spare_set_aside_get_reason (aside) : NULL;
      g_autofree char *text = NULL;

      if (day != NULL && reason != NULL)
        /* Translators: why a finding does not apply; the first %s is the reason, the second one a day. */
        text = g_strdup_printf (_("%s. Asked again on %s."), reason, day);
      else if (day != NULL)
        /* Translators: of a finding that was put off; %s is a day. */
        text = g_strdup_printf (_("Put off until %s."), day);
      add (writer, SPARE_PLAN_EVENT, finding->title, (const char *const[]){ text }, 1);
    }
}

/* Those with a day, or those that were never looked at. What was put off stands above. */
static GPtrArray *
list_dues (GPtrArray *dues,
           gboolean   dated)
{
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint i = 0; i < dues->len; i++)
    {
      const SpareDue *due = g_ptr_array_index (dues, i);

      if ((due->due > 0) == dated && strcmp (due->what, "set-aside") != 0)
        g_ptr_array_add (chosen, (gpointer) due);
    }

  return chosen;
}

static void
add_due (Writer         *writer,
         const SpareDue *due)
{
  g_autofree char *day = due->due > 0 ? writer->day_words (due->due) : NULL;
  g_autofree char *text = NULL;

  if (day != NULL && due->due <= writer->now)
    /* Translators: %s is a day. */
    text = g_strdup_printf (_("Due since %s."), day);
  else if (day != NULL)
    /* Translators: %s is a day. */
    text = g_strdup_printf (_("Due on %s."), day);
  add (writer, SPARE_PLAN_STEP, due->title, (const char *const[]){ text }, 1);
}

static void
add_dues (Writer *writer)
{
  g_autoptr (GPtrArray) dues = spare_due_list (writer->accounts, writer->things, spare_due_get_end (writer->now));
  g_autoptr (GPtrArray) dated = list_dues (dues, TRUE);
  g_autoptr (GPtrArray) others = list_dues (dues, FALSE);

  add_section (writer, _("What Is Due within a Year"),
               dated->len > 0 ? _("Tick it when it is done, and say so in Sparekey, too.")
                              : _("Nothing has a date yet."));
  for (guint i = 0; i < dated->len; i++)
    add_due (writer, g_ptr_array_index (dated, i));
  if (others->len > 0)
    add_section (writer, _("Not Looked At Yet"), _("What only you can know."));
  for (guint i = 0; i < others->len; i++)
    add_due (writer, g_ptr_array_index (others, i));
}

SparePlan *
spare_plan_new (const SpareCheckup *checkup,
                GListModel         *accounts,
                GListModel         *things,
                gint64              now,
                int                 offset,
                SpareDayWords       day_words)
{
  SparePlan *self = g_new0 (SparePlan, 1);
  SpareMap *map = spare_checkup_get_map (checkup);
  Writer writer = { checkup, map, accounts, things, now, day_words, self };
  g_autofree char *day = day_words (now);
  guint n_accounts;

  (void) spare_map_get_accounts (map, &n_accounts);
  self->title = g_strdup (_("Recovery Plan"));
  /* Translators: %s is a day, %u how many accounts it is about. */
  self->made = g_strdup_printf (ngettext ("As of %s, about %u account.", "As of %s, about %u accounts.", n_accounts),
                                day, n_accounts);
  self->warning = g_strdup (_("This paper shows what opens what. There is no password, code or secret on it, but it "
                              "tells a thief where to begin: keep it at home, and show it only to people whom you "
                              "trust."));
  self->day = now + offset;
  self->parts = g_ptr_array_new_with_free_func (part_free);
  add_section (&writer, _("What You Would Lose"), _("How many accounts you would not get back into, and which."));
  add_events (&writer, spare_map_get_losses (map));
  add_section (&writer, _("What Somebody Would Get"), _("How many accounts somebody else would get into, and which."));
  add_events (&writer, spare_map_get_takings (map));
  add_findings (&writer);
  add_set_aside (&writer);
  add_dues (&writer);

  return self;
}
