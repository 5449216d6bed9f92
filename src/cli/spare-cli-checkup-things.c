/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-checkup.h"

#include "spare-cli-error.h"
#include "spare-cli-match.h"
#include "spare-cli-text.h"
#include "spare-fact.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char    *word;
  SpareEventKind kind;
  const char    *name;
} words[] = {
  /* Translators: after “If you lose” and “If somebody else has”. */
  { "bag", SPARE_EVENT_LOSE_BAG, N_("your bag, with all that you carry") },
  { "home", SPARE_EVENT_LOSE_HOME, N_("your home, with all that is in it and all that you carry") },
  { "me", SPARE_EVENT_ABSENT, N_("all that only you have and know") },
};

/* Which kind of vertex stands for a fact. */
static const struct
{
  SpareFactType type;
  SpareItemKind kind;
} items[] = {
  { SPARE_FACT_DEVICE, SPARE_ITEM_DEVICE }, { SPARE_FACT_PLACE, SPARE_ITEM_PLACE },
  { SPARE_FACT_PERSON, SPARE_ITEM_PERSON }, { SPARE_FACT_NUMBER, SPARE_ITEM_NUMBER },
  { SPARE_FACT_MEMORY, SPARE_ITEM_MEMORY }, { SPARE_FACT_DOCUMENT, SPARE_ITEM_DOCUMENT },
};

/* What is put together from the names. */
typedef struct
{
  SpareCli         *cli;
  const SpareMap   *map;
  gboolean          lose;
  SpareEvent       *event;
  const SpareEvent *only; /* (nullable): the map's own, the last that was put in */
  GString          *names;
} Builder;

void
spare_cli_checkup_free_event (SpareEvent *event)
{
  g_free (event->id);
  spare_scenario_free (event->scenario);
  g_free (event);
}

gboolean
spare_cli_checkup_has (const GArray *accounts,
                       guint         vertex)
{
  for (guint i = 0; i < accounts->len; i++)
    if (g_array_index (accounts, guint, i) == vertex)
      return TRUE;

  return FALSE;
}

/* A number is taken by way of its carrier. */
static guint
find_vertex (Builder     *self,
             SpareRecord *record)
{
  const char *id = spare_record_get_id (record);

  if (SPARE_IS_ACCOUNT (record))
    return spare_map_find (self->map, SPARE_ITEM_ACCOUNT, id);
  if (!self->lose && spare_thing_is_fact (SPARE_THING (record), SPARE_FACT_NUMBER))
    return spare_map_find (self->map, SPARE_ITEM_CARRIER, id);
  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    if (spare_thing_is_fact (SPARE_THING (record), items[i].type))
      return spare_map_find (self->map, items[i].kind, id);

  return SPARE_GRAPH_NONE;
}

/* One of the map's events that is about the record and nothing else; that a device is
 * taken unlocked, or that a password leaks, is more than that it is taken. */
static const SpareEvent *
find_event (Builder    *self,
            const char *id)
{
  GPtrArray *events = self->lose ? spare_map_get_losses (self->map) : spare_map_get_takings (self->map);

  for (guint i = 0; i < events->len; i++)
    {
      const SpareEvent *event = g_ptr_array_index (events, i);

      if (event->subject != SPARE_GRAPH_NONE && event->kind != SPARE_EVENT_TAKE_UNLOCKED
          && event->kind != SPARE_EVENT_TAKE_SHARED
          && g_strcmp0 (spare_map_get_item (self->map, event->subject)->record, id) == 0)
        return event;
    }

  return NULL;
}

static void
add_vertex (GArray *vertices,
            guint   vertex)
{
  if (!spare_cli_checkup_has (vertices, vertex))
    g_array_append_val (vertices, vertex);
}

static void
add_event (Builder          *self,
           const SpareEvent *event)
{
  const SpareScenario *scenario = event->scenario;

  for (guint i = 0; i < scenario->things->len; i++)
    add_vertex (self->event->scenario->things, g_array_index (scenario->things, guint, i));
  /* Nobody who takes a thing takes it out of the world. */
  for (guint i = 0; self->lose && i < scenario->barred->len; i++)
    add_vertex (self->event->scenario->barred, g_array_index (scenario->barred, guint, i));
  self->event->kind = event->kind;
  self->event->subject = event->subject;
  self->only = event;
}

static void
add_name (Builder    *self,
          const char *name)
{
  g_string_append_printf (self->names, "%s%s", self->names->len > 0 ? ", " : "", name);
}

static gboolean
add_word (Builder *self,
          guint    word,
          GError **error)
{
  GPtrArray *losses = spare_map_get_losses (self->map);

  for (guint i = 0; i < losses->len; i++)
    {
      const SpareEvent *event = g_ptr_array_index (losses, i);

      if (event->kind != words[word].kind)
        continue;
      add_event (self, event);
      add_name (self, _(words[word].name));
      if (!self->lose)
        {
          self->event->kind = SPARE_EVENT_TAKE_PLACE;
          self->event->subject = SPARE_GRAPH_NONE;
          self->only = NULL;
        }
      return TRUE;
    }
  g_set_error (error, SPARE_CLI_ERROR, SPARE_CLI_NOT_FOUND,
               /* Translators: %s is “bag”, “home” or “me”. */
               _("Nothing is noted yet that belongs to “%s”. Tell Sparekey of your devices and places first."), words[word].word);
  return FALSE;
}

static gboolean
add_record (Builder     *self,
            SpareRecord *record,
            GError     **error)
{
  const SpareEvent *event = find_event (self, spare_record_get_id (record));
  guint vertex = find_vertex (self, record);
  g_autofree char *name = NULL;

  if (event == NULL && vertex == SPARE_GRAPH_NONE)
    {
      g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_NOT_FOUND,
                           _("Nothing is known of what this opens. Say so in Sparekey’s check-up first."));
      return FALSE;
    }
  name = spare_map_words_name (self->map, event != NULL && vertex == SPARE_GRAPH_NONE ? event->subject : vertex);
  add_name (self, name);
  if (event != NULL)
    {
      add_event (self, event);
      return TRUE;
    }
  /* An account is not held, it is signed in to: one that is lost was closed. */
  if (self->lose && SPARE_IS_ACCOUNT (record))
    add_vertex (self->event->scenario->barred, vertex);
  else
    add_vertex (self->event->scenario->things, vertex);
  self->event->kind = self->lose ? SPARE_EVENT_LOSE_DEVICE : SPARE_EVENT_TAKE_DEVICE;
  self->event->subject = vertex;
  self->only = NULL;
  return TRUE;
}

static gboolean
add_thing (Builder    *self,
           const char *thing,
           GError    **error)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *clean = spare_cli_text_clean (thing);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (thing, words[i].word) == 0)
      return add_word (self, i, error);

  found = spare_cli_match_all (spare_vault_get_accounts (self->cli->vault), spare_vault_get_things (self->cli->vault),
                               thing);
  if (found->len == 1)
    return add_record (self, g_ptr_array_index (found, 0), error);
  if (found->len == 0)
    {
      g_set_error (error, SPARE_CLI_ERROR, SPARE_CLI_NOT_FOUND,
                   _("Nothing is called “%s”: no account, device, place, person, phone number, memory or document. "
                     "Or give bag, home or me."), clean);
      return FALSE;
    }
  g_set_error (error, SPARE_CLI_ERROR, SPARE_CLI_AMBIGUOUS,
               ngettext ("“%s” can mean %u thing. Give more of its name, or its id.",
                         "“%s” can mean %u things. Give more of its name, or its id.", found->len), clean, found->len);
  self->cli->candidates = g_steal_pointer (&found);
  return FALSE;
}

static char *
dup_title (Builder *self,
           guint    n_things)
{
  if (n_things == 1 && self->only != NULL)
    return spare_map_words_event (self->map, self->only);
  if (self->lose)
    /* Translators: %s is one thing or several, “Pixel 8, the passport”. */
    return g_strdup_printf (n_things == 1 ? _("If you lose %s") : _("If you lose all of this at once: %s"),
                            self->names->str);

  return g_strdup_printf (n_things == 1 ? _("If somebody else has %s")
                                        : _("If somebody else has all of this at once: %s"), self->names->str);
}

SpareEvent *
spare_cli_checkup_make_event (SpareCli          *cli,
                              const SpareMap    *map,
                              const char *const *things,
                              gboolean           lose,
                              char             **title,
                              GError           **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  Builder builder = { cli, map, lose, g_new0 (SpareEvent, 1), NULL, names };
  guint n = g_strv_length ((char **) things);

  builder.event->id = g_strdup (lose ? "lose" : "taken");
  builder.event->scenario = spare_scenario_new (builder.event->id);
  for (guint i = 0; i < n; i++)
    if (!add_thing (&builder, things[i], error))
      {
        spare_cli_checkup_free_event (builder.event);
        return NULL;
      }
  /* Of several it is about none. */
  if (n > 1)
    builder.event->subject = SPARE_GRAPH_NONE;
  *title = dup_title (&builder, n);

  return builder.event;
}
