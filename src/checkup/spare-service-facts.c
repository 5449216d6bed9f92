/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-service.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "spare-service-private.h"

#define TEXT_MAX 300 /* bytes of a value */
#define LIST_MAX 12

typedef enum
{
  KIND_TEXT,
  KIND_ADDRESS,
  KIND_LIST,
  KIND_NUMBER,
  KIND_ANSWER,
  KIND_EFFECT,
  KIND_FIRST_STEPS,
  KIND_SECOND_STEPS,
  KIND_WAYS_BACK,
} Kind;

static const struct
{
  const char *name;
  Kind        kind;
} known[] = {
  { SPARE_SERVICE_SIGN_IN, KIND_ADDRESS },
  { SPARE_SERVICE_SETTINGS, KIND_ADDRESS },
  { SPARE_SERVICE_PASSWORD_PAGE, KIND_ADDRESS },
  { SPARE_SERVICE_PATH, KIND_LIST },
  { SPARE_SERVICE_APP, KIND_ANSWER },
  { SPARE_SERVICE_SUPPORT, KIND_ADDRESS },
  { SPARE_SERVICE_RECOVERY, KIND_ADDRESS },
  { SPARE_SERVICE_CODES, KIND_ANSWER },
  { SPARE_SERVICE_CODES_PAGE, KIND_ADDRESS },
  { SPARE_SERVICE_COUNT, KIND_NUMBER },
  { SPARE_SERVICE_FORM, KIND_TEXT },
  { SPARE_SERVICE_SINGLE, KIND_ANSWER },
  { SPARE_SERVICE_EFFECT, KIND_EFFECT },
  { SPARE_SERVICE_BY_NUMBER, KIND_ANSWER },
  { SPARE_SERVICE_CASE, KIND_ANSWER },
  { SPARE_SERVICE_SEPARATORS, KIND_ANSWER },
  { SPARE_SERVICE_FILES, KIND_LIST },
  { SPARE_SERVICE_SSH_CODES, KIND_TEXT },
  { SPARE_SERVICE_NEW_VOIDS, KIND_ANSWER },
  { SPARE_SERVICE_OFF_VOIDS, KIND_ANSWER },
  { SPARE_SERVICE_WAIT, KIND_TEXT },
  { SPARE_SERVICE_SIGN_IN_WITH, KIND_FIRST_STEPS },
  { SPARE_SERVICE_SECOND_STEPS, KIND_SECOND_STEPS },
  { SPARE_SERVICE_WAYS_BACK, KIND_WAYS_BACK },
  { SPARE_SERVICE_HELP_RESETS, KIND_ANSWER },
};

/* The words of which lists can be made; docs/services.md says what each means. */
static const char *const first_steps[] = {
  "password", "passkey", "email", "sms", "google", "apple", "microsoft", "facebook", "github", "company", NULL,
};
static const char *const second_steps[] = {
  "app", "sms", "call", "email", "security-key", "passkey", "own-app", "own-device", NULL,
};
static const char *const ways_back[] = {
  "codes",  "other-step", "email",        "phone",   "known-device", "signed-in", "contact",
  "ssh-key", "token",     "admin",        "id-document", "payment",  "questions", "support", NULL,
};

typedef struct
{
  char   *text;   /* of all but lists and numbers */
  char  **list;
  guint   number;
  char   *source;
  char   *checked;
} Fact;

struct _SpareService
{
  char       *id;
  char      **names;
  char      **domains;
  gboolean    guide;
  GHashTable *facts; /* name → Fact */
};

static void
fact_free (gpointer data)
{
  Fact *fact = data;

  g_free (fact->text);
  g_strfreev (fact->list);
  g_free (fact->source);
  g_free (fact->checked);
  g_free (fact);
}

static gboolean
fail (GError    **error,
      const char *where,
      const char *message)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "%s: %s", where, message);
  return FALSE;
}

/* The members of an object are those named, and no others. */
static gboolean
check_members (JsonObject        *object,
               const char *const *allowed,
               const char        *where,
               GError           **error)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, NULL))
    if (!g_strv_contains (allowed, name))
      return fail (error, where, name);

  return TRUE;
}

static char *
dup_text (JsonNode *node)
{
  const char *text;

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  text = json_node_get_string (node);

  return text[0] == '\0' || strlen (text) > TEXT_MAX ? NULL : g_strdup (text);
}

static char **
dup_list (JsonNode *node)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;
  array = json_node_get_array (node);
  if (json_array_get_length (array) == 0 || json_array_get_length (array) > LIST_MAX)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *text = dup_text (json_array_get_element (array, i));

      if (text == NULL)
        return NULL;
      g_strv_builder_add (builder, text);
    }

  return g_strv_builder_end (builder);
}

static gboolean
is_of (char             **words,
       const char *const *allowed)
{
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (!g_strv_contains (allowed, words[i]) || g_strv_contains ((const char *const *) words + i + 1, words[i]))
      return FALSE;

  return words != NULL;
}

static gboolean
is_address (const char *text)
{
  g_autoptr(GUri) uri = text == NULL ? NULL : g_uri_parse (text, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && strcmp (g_uri_get_scheme (uri), "https") == 0 && g_uri_get_host (uri) != NULL
    && g_uri_get_host (uri)[0] != '\0' && g_uri_get_userinfo (uri) == NULL;
}

static gboolean
is_date (const char *text)
{
  g_autoptr(GDateTime) date = NULL;
  g_autofree char *full = text == NULL ? NULL : g_strconcat (text, "T00:00:00Z", NULL);

  if (text == NULL || strlen (text) != strlen ("2026-11-22"))
    return FALSE;
  date = g_date_time_new_from_iso8601 (full, NULL);

  return date != NULL;
}

static gboolean
read_value (Fact     *fact,
            Kind      kind,
            JsonNode *node)
{
  static const char *const answers[] = { "yes", "no", NULL };
  static const char *const effects[] = { "second-step", "turns-off", "no-password", NULL };
  gint64 number;

  switch (kind)
    {
    case KIND_LIST:
      fact->list = dup_list (node);
      return fact->list != NULL;
    case KIND_FIRST_STEPS:
      fact->list = dup_list (node);
      return is_of (fact->list, first_steps);
    case KIND_SECOND_STEPS:
      fact->list = dup_list (node);
      return is_of (fact->list, second_steps);
    case KIND_WAYS_BACK:
      fact->list = dup_list (node);
      return is_of (fact->list, ways_back);
    case KIND_NUMBER:
      if (node == NULL || json_node_get_value_type (node) != G_TYPE_INT64)
        return FALSE;
      number = json_node_get_int (node);
      fact->number = number > 0 && number <= SPARE_CODE_SET_MAX ? number : 0;
      return fact->number > 0;
    case KIND_TEXT:
    case KIND_ADDRESS:
    case KIND_ANSWER:
    case KIND_EFFECT:
    default:
      fact->text = dup_text (node);
      break;
    }
  if (fact->text == NULL)
    return FALSE;

  return kind == KIND_ADDRESS ? is_address (fact->text)
    : kind == KIND_ANSWER     ? g_strv_contains (answers, fact->text)
    : kind == KIND_EFFECT     ? g_strv_contains (effects, fact->text)
                              : TRUE;
}

static gboolean
read_fact (SpareService *self,
           const char   *name,
           JsonNode     *node,
           GError      **error)
{
  static const char *const members[] = { "value", "source", "checked", "via", NULL };
  JsonObject *object;
  Fact *fact;
  guint i = 0;

  while (i < G_N_ELEMENTS (known) && strcmp (known[i].name, name) != 0)
    i++;
  if (i == G_N_ELEMENTS (known))
    return fail (error, name, "no such fact");
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, name, "not an object");
  object = json_node_get_object (node);
  if (!check_members (object, members, name, error))
    return FALSE;

  fact = g_new0 (Fact, 1);
  g_hash_table_insert (self->facts, g_strdup (name), fact);
  fact->source = dup_text (json_object_get_member (object, "source"));
  fact->checked = dup_text (json_object_get_member (object, "checked"));
  if (!read_value (fact, known[i].kind, json_object_get_member (object, "value")))
    return fail (error, name, "a value that this fact cannot have");
  if (!is_address (fact->source))
    return fail (error, name, "no source");
  if (!is_date (fact->checked))
    return fail (error, name, "no date");
  if (json_object_has_member (object, "via"))
    {
      g_autofree char *via = dup_text (json_object_get_member (object, "via"));

      if (!is_address (via))
        return fail (error, name, "\"via\" is no address");
    }

  return TRUE;
}

static gboolean
read_names (SpareService *self,
            JsonObject   *object,
            GError      **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *name = dup_text (json_object_get_member (object, "name"));

  /* What is said of a kind of service is said of no domain, and only that. */
  if (!g_str_has_prefix (self->id, SPARE_SERVICE_GENERIC))
    self->domains = dup_list (json_object_get_member (object, "domains"));
  else if (!json_object_has_member (object, "domains"))
    self->domains = g_new0 (char *, 1);
  if (name == NULL || self->domains == NULL)
    return fail (error, self->id, "\"name\" and \"domains\" are needed");
  g_strv_builder_add (builder, name);
  if (json_object_has_member (object, "other-names"))
    {
      g_auto(GStrv) others = dup_list (json_object_get_member (object, "other-names"));

      if (others == NULL)
        return fail (error, self->id, "\"other-names\"");
      g_strv_builder_addv (builder, (const char **) others);
    }
  self->names = g_strv_builder_end (builder);

  return TRUE;
}

static gboolean
read_service (SpareService *self,
              JsonObject   *object,
              GError      **error)
{
  static const char *const members[] = { "name", "other-names", "domains", "guide", "facts", NULL };
  JsonNode *guide = json_object_get_member (object, "guide");
  JsonNode *facts = json_object_get_member (object, "facts");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (!check_members (object, members, self->id, error) || !read_names (self, object, error))
    return FALSE;
  if (guide != NULL && json_node_get_value_type (guide) != G_TYPE_BOOLEAN)
    return fail (error, self->id, "\"guide\"");
  self->guide = guide != NULL && json_node_get_boolean (guide);
  if (facts == NULL || !JSON_NODE_HOLDS_OBJECT (facts))
    return fail (error, self->id, "no \"facts\"");

  json_object_iter_init (&iter, json_node_get_object (facts));
  while (json_object_iter_next (&iter, &name, &node))
    if (!read_fact (self, name, node, error))
      return FALSE;

  return TRUE;
}

SpareService *
spare_service_parse (const char *id,
                     GBytes     *json,
                     GError    **error)
{
  g_autoptr(SpareService) self = g_new0 (SpareService, 1);
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;
  gsize size;
  const char *text = g_bytes_get_data (json, &size);

  self->id = g_strdup (id);
  self->facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, fact_free);
  if (!json_parser_load_from_data (parser, text, size, error))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      fail (error, id, "not an object");
      return NULL;
    }
  if (!read_service (self, json_node_get_object (root), error))
    return NULL;

  return g_steal_pointer (&self);
}

void
spare_service_free (SpareService *self)
{
  g_free (self->id);
  g_strfreev (self->names);
  g_strfreev (self->domains);
  g_hash_table_unref (self->facts);
  g_free (self);
}

const char *
spare_service_get_id (const SpareService *self)
{
  return self->id;
}

const char *
spare_service_get_name (const SpareService *self)
{
  return self->names[0];
}

const char *const *
spare_service_get_names (const SpareService *self)
{
  return (const char *const *) self->names;
}

const char *const *
spare_service_get_domains (const SpareService *self)
{
  return (const char *const *) self->domains;
}

gboolean
spare_service_has_guide (const SpareService *self)
{
  return self->guide;
}

static const Fact *
get_fact (const SpareService *self,
          const char         *fact)
{
  return self == NULL ? NULL : g_hash_table_lookup (self->facts, fact);
}

/**
 * spare_service_get_text:
 * @self: (nullable): a service
 * @fact: SPARE_SERVICE_SIGN_IN, …
 *
 * Returns: (nullable): its text; NULL where it is not known, or no text
 */
const char *
spare_service_get_text (const SpareService *self,
                        const char         *fact)
{
  const Fact *found = get_fact (self, fact);

  return found == NULL ? NULL : found->text;
}

/**
 * spare_service_get_list:
 * @self: (nullable): a service
 * @fact: SPARE_SERVICE_PATH, SPARE_SERVICE_FILES, SPARE_SERVICE_SECOND_STEPS, …
 *
 * Returns: (nullable) (array zero-terminated=1): its texts
 */
const char *const *
spare_service_get_list (const SpareService *self,
                        const char         *fact)
{
  const Fact *found = get_fact (self, fact);

  return found == NULL ? NULL : (const char *const *) found->list;
}

guint
spare_service_get_number (const SpareService *self,
                          const char         *fact)
{
  const Fact *found = get_fact (self, fact);

  return found == NULL ? 0 : found->number;
}

SpareAnswer
spare_service_get_answer (const SpareService *self,
                          const char         *fact)
{
  const char *text = spare_service_get_text (self, fact);

  return g_strcmp0 (text, "yes") == 0 ? SPARE_ANSWER_YES
    : g_strcmp0 (text, "no") == 0     ? SPARE_ANSWER_NO
                                      : SPARE_ANSWER_UNKNOWN;
}

SpareCodeEffect
spare_service_get_effect (const SpareService *self)
{
  const char *text = spare_service_get_text (self, SPARE_SERVICE_EFFECT);

  return g_strcmp0 (text, "second-step") == 0 ? SPARE_CODE_EFFECT_SECOND_STEP
    : g_strcmp0 (text, "turns-off") == 0      ? SPARE_CODE_EFFECT_TURNS_OFF
    : g_strcmp0 (text, "no-password") == 0    ? SPARE_CODE_EFFECT_NO_PASSWORD
                                              : SPARE_CODE_EFFECT_UNKNOWN;
}

const char *
spare_service_get_source (const SpareService *self,
                          const char         *fact)
{
  const Fact *found = get_fact (self, fact);

  return found == NULL ? NULL : found->source;
}

const char *
spare_service_get_checked (const SpareService *self,
                           const char         *fact)
{
  const Fact *found = get_fact (self, fact);

  return found == NULL ? NULL : found->checked;
}
