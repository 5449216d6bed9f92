/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-graph.h"

static const char *const kind_words[] = {
  "account", "credential", "seed", "sheet", "device", "state", "place", "person",
  "document", "biometric", "number", "process", "event", "fact", NULL
};

static const char *const label_words[] = {
  "login", "recovery", "sso", "storage", "unlock", "generate", "receive", "swap", "reissue",
  "reset", "leak", "session", "threshold", "contains", "use", "shows", NULL
};

G_STATIC_ASSERT (G_N_ELEMENTS (kind_words) == SPARE_VERTEX_OTHER + 1);
G_STATIC_ASSERT (G_N_ELEMENTS (label_words) == SPARE_RULE_OTHER + 1);

static guint
find_word (const char *const *words,
           const char        *word)
{
  guint i = 0;

  while (words[i] != NULL && !g_str_equal (words[i], word))
    i++;
  return i;
}

SpareVertexKind
spare_vertex_kind_from_string (const char *word)
{
  return find_word (kind_words, word);
}

SpareRuleLabel
spare_rule_label_from_string (const char *word)
{
  return find_word (label_words, word);
}
