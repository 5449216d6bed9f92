/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-account-list.h"

#include <string.h>

#include "spare-words.h"

/* What sorting and searching compare, made once for each account. */
typedef struct
{
  SpareAccount *account; /* (owned) */
  gint64        used;    /* as of the last sorting: a copied row does not jump away */
  char         *sort;
  char         *search;  /* (nullable): made for the first search */
} Entry;

struct _SpareAccountList
{
  GObject     parent_instance;

  GListModel *accounts;
  GPtrArray  *entries; /* of Entry, sorted */
  GHashTable *known;   /* SpareAccount → Entry; the same ones */
  GPtrArray  *shown;   /* of SpareAccount, borrowed from the entries */

  char      **words;
  char       *tag;
  gboolean    only_favorites;
  SpareOrder  order;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SpareAccountList, spare_account_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->account);
  g_free (entry->sort);
  g_free (entry->search);
  g_free (entry);
}

/* Lower case without accents, so that "cafe" finds "Café". */
static char *
fold (const char *text)
{
  g_autofree char *normal = NULL;
  g_autofree char *folded = NULL;
  GString *plain;

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  folded = g_utf8_casefold (text, -1);
  normal = g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
  plain = g_string_sized_new (strlen (text));
  for (const char *at = normal; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_ismark (c))
        g_string_append_unichar (plain, c);
    }

  return g_string_free (plain, FALSE);
}

static Entry *
entry_new (SpareAccount *account)
{
  Entry *entry = g_new0 (Entry, 1);
  g_autofree char *both = NULL;
  g_autofree char *folded = NULL;

  both = g_strconcat (spare_words_get_title (account), "\n", spare_account_get_name (account), NULL);
  folded = fold (both);
  entry->account = g_object_ref (account);
  entry->sort = g_utf8_collate_key_for_filename (folded, -1);

  return entry;
}

static const char *
entry_get_search (Entry *entry)
{
  g_autofree char *tags = NULL;
  g_autofree char *text = NULL;

  if (entry->search != NULL)
    return entry->search;

  tags = g_strjoinv ("\n", (char **) spare_account_get_tags (entry->account));
  text = g_strjoin ("\n", spare_account_get_service (entry->account),
                    spare_account_get_name (entry->account), tags,
                    spare_account_get_note (entry->account), NULL);
  entry->search = fold (text);

  return entry->search;
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  SpareAccountList *self = user_data;
  const Entry *one = *(Entry *const *) a;
  const Entry *two = *(Entry *const *) b;
  int favorite = spare_account_get_favorite (two->account)
                 - spare_account_get_favorite (one->account);
  gint64 used;
  double place;

  if (favorite != 0)
    return favorite;

  switch (self->order)
    {
    case SPARE_ORDER_USED:
      used = two->used - one->used;
      if (used != 0)
        return used < 0 ? -1 : 1;
      break;
    case SPARE_ORDER_HAND:
      place = spare_account_get_position (one->account) - spare_account_get_position (two->account);
      if (place < 0 || place > 0)
        return place < 0 ? -1 : 1;
      break;
    case SPARE_ORDER_NAME:
    default:
      break;
    }

  used = strcmp (one->sort, two->sort);
  if (used != 0)
    return (int) used;

  return strcmp (spare_account_get_id (one->account), spare_account_get_id (two->account));
}

/* Takes note of when codes were used last. */
static void
note_use (SpareAccountList *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      entry->used = spare_account_get_used (entry->account);
    }
}

static void
sort (SpareAccountList *self)
{
  g_ptr_array_sort_with_data (self->entries, compare_entries, self);
}

static gboolean
matches (SpareAccountList *self,
         Entry            *entry)
{
  if (self->only_favorites && !spare_account_get_favorite (entry->account))
    return FALSE;

  if (self->tag != NULL && !g_strv_contains (spare_account_get_tags (entry->account), self->tag))
    return FALSE;

  for (guint i = 0; self->words != NULL && self->words[i] != NULL; i++)
    {
      if (strstr (entry_get_search (entry), self->words[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}

/* Works out what is shown, and tells of the part that differs. */
static void
filter (SpareAccountList *self)
{
  g_autoptr(GPtrArray) before = g_steal_pointer (&self->shown);
  GPtrArray *now = g_ptr_array_sized_new (self->entries->len);
  guint head = 0;
  guint tail = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (matches (self, entry))
        g_ptr_array_add (now, g_object_ref (entry->account));
    }
  g_ptr_array_set_free_func (now, g_object_unref);
  self->shown = now;

  while (head < before->len && head < now->len && before->pdata[head] == now->pdata[head])
    head++;
  while (tail < before->len - head && tail < now->len - head
         && before->pdata[before->len - 1 - tail] == now->pdata[now->len - 1 - tail])
    tail++;

  if (before->len != now->len || head < now->len)
    g_list_model_items_changed (G_LIST_MODEL (self), head, before->len - head - tail,
                                now->len - head - tail);
}

static void
items_changed_cb (GListModel       *accounts,
                  guint             position,
                  guint             removed,
                  guint             added,
                  SpareAccountList *self)
{
  g_autoptr(GHashTable) known = g_steal_pointer (&self->known);
  guint n = g_list_model_get_n_items (accounts);

  /* The entries of accounts that stay are kept: making keys is what costs. */
  self->known = g_hash_table_new_full (NULL, NULL, NULL, entry_free);
  g_ptr_array_set_size (self->entries, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(SpareAccount) account = g_list_model_get_item (accounts, i);
      Entry *entry = NULL;

      if (!g_hash_table_steal_extended (known, account, NULL, (gpointer *) &entry))
        entry = entry_new (account);
      g_hash_table_insert (self->known, account, entry);
      g_ptr_array_add (self->entries, entry);
    }

  note_use (self);
  sort (self);
  filter (self);
}

static GType
get_item_type (GListModel *model)
{
  return SPARE_TYPE_ACCOUNT;
}

static guint
get_n_items (GListModel *model)
{
  return SPARE_ACCOUNT_LIST (model)->shown->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  SpareAccountList *self = SPARE_ACCOUNT_LIST (model);

  if (position >= self->shown->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (self->shown, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
spare_account_list_dispose (GObject *object)
{
  SpareAccountList *self = SPARE_ACCOUNT_LIST (object);

  if (self->accounts != NULL)
    g_signal_handlers_disconnect_by_data (self->accounts, self);
  g_clear_object (&self->accounts);

  G_OBJECT_CLASS (spare_account_list_parent_class)->dispose (object);
}

static void
spare_account_list_finalize (GObject *object)
{
  SpareAccountList *self = SPARE_ACCOUNT_LIST (object);

  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->known);
  g_strfreev (self->words);
  g_free (self->tag);

  G_OBJECT_CLASS (spare_account_list_parent_class)->finalize (object);
}

static void
spare_account_list_class_init (SpareAccountListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = spare_account_list_dispose;
  object_class->finalize = spare_account_list_finalize;
}

static void
spare_account_list_init (SpareAccountList *self)
{
  self->entries = g_ptr_array_new ();
  self->known = g_hash_table_new_full (NULL, NULL, NULL, entry_free);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
}

SpareAccountList *
spare_account_list_new (GListModel *accounts)
{
  SpareAccountList *self = g_object_new (SPARE_TYPE_ACCOUNT_LIST, NULL);

  self->accounts = g_object_ref (accounts);
  g_signal_connect (accounts, "items-changed", G_CALLBACK (items_changed_cb), self);
  items_changed_cb (accounts, 0, 0, g_list_model_get_n_items (accounts), self);

  return self;
}

void
spare_account_list_set_search (SpareAccountList *self,
                               const char       *text)
{
  g_autofree char *folded = fold (text != NULL ? text : "");
  g_auto(GStrv) split = g_strsplit_set (folded, " \t\n", -1);
  GStrvBuilder *builder = g_strv_builder_new ();

  for (guint i = 0; split[i] != NULL; i++)
    {
      if (*split[i] != '\0')
        g_strv_builder_add (builder, split[i]);
    }

  g_strfreev (self->words);
  self->words = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  filter (self);
}

void
spare_account_list_set_tag (SpareAccountList *self,
                            const char       *tag)
{
  if (g_strcmp0 (self->tag, tag) == 0)
    return;

  g_free (self->tag);
  self->tag = g_strdup (tag);
  filter (self);
}

void
spare_account_list_set_favorites (SpareAccountList *self,
                                  gboolean          only_favorites)
{
  if (self->only_favorites == only_favorites)
    return;

  self->only_favorites = only_favorites;
  filter (self);
}

void
spare_account_list_set_order (SpareAccountList *self,
                              SpareOrder        order)
{
  if (self->order == order)
    return;

  self->order = order;
  note_use (self);
  sort (self);
  filter (self);
}

void
spare_account_list_refresh (SpareAccountList *self,
                            SpareAccount     *account)
{
  Entry *entry = g_hash_table_lookup (self->known, account);
  gint64 used;
  guint index;

  if (entry == NULL)
    return;

  g_ptr_array_find (self->entries, entry, &index);
  used = entry->used;
  entry = entry_new (account);
  entry->used = used;
  self->entries->pdata[index] = entry;
  g_hash_table_insert (self->known, account, entry);
  sort (self);
  filter (self);
}

static int
compare_tags (gconstpointer a,
              gconstpointer b)
{
  return g_utf8_collate (*(char *const *) a, *(char *const *) b);
}

char **
spare_account_list_dup_tags (SpareAccountList *self)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *tags = g_ptr_array_new ();

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);
      const char *const *own = spare_account_get_tags (entry->account);

      for (guint j = 0; own != NULL && own[j] != NULL; j++)
        {
          if (g_hash_table_add (seen, (gpointer) own[j]))
            g_ptr_array_add (tags, g_strdup (own[j]));
        }
    }

  g_ptr_array_sort (tags, compare_tags);
  g_ptr_array_add (tags, NULL);

  return (char **) g_ptr_array_free (tags, FALSE);
}

gboolean
spare_account_list_has_favorites (SpareAccountList *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (spare_account_get_favorite (entry->account))
        return TRUE;
    }

  return FALSE;
}

guint
spare_account_list_find (SpareAccountList *self,
                         SpareAccount     *account)
{
  guint index;

  return g_ptr_array_find (self->shown, account, &index) ? index : G_MAXUINT;
}

static gboolean
is_peer (SpareAccount *account,
         SpareAccount *other)
{
  return other != account
         && spare_account_get_favorite (other) == spare_account_get_favorite (account);
}

/* The nearest shown account that @account can change places with: a favourite's
 * place says nothing about the others'. */
static SpareAccount *
find_peer (SpareAccountList *self,
           SpareAccount     *account,
           int               from,
           int               step,
           guint            *found)
{
  for (int i = from; i >= 0 && i < (int) self->shown->len; i += step)
    {
      SpareAccount *other = g_ptr_array_index (self->shown, (guint) i);

      if (!is_peer (account, other))
        continue;

      *found = (guint) i;
      return other;
    }

  return NULL;
}

guint
spare_account_list_find_step (SpareAccountList *self,
                              SpareAccount     *account,
                              int               step)
{
  guint index = spare_account_list_find (self, account);
  guint found;

  if (index == G_MAXUINT
      || find_peer (self, account, (int) index + step, step, &found) == NULL)
    return G_MAXUINT;

  return step < 0 ? found : found + 1;
}

static void
add_moved (GPtrArray    *moved,
           SpareAccount *account,
           double        position)
{
  SpareAccount *copy = spare_account_copy (account);

  spare_account_set_position (copy, position);
  g_ptr_array_add (moved, copy);
}

/* Makes room at @gap by giving those on one side new positions, from @at on, as
 * far as they are in the way. */
static void
make_room (GPtrArray *peers,
           int        gap,
           int        step,
           double     at,
           GPtrArray *moved)
{
  for (int i = step < 0 ? gap - 1 : gap; i >= 0 && i < (int) peers->len; i += step)
    {
      SpareAccount *other = g_ptr_array_index (peers, (guint) i);
      double position = spare_account_get_position (other);

      if (step < 0 ? position < at : position > at)
        return;

      at += step;
      add_moved (moved, other, at);
    }
}

GPtrArray *
spare_account_list_dup_move (SpareAccountList *self,
                             SpareAccount     *account,
                             guint             index)
{
  GPtrArray *moved = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) peers = g_ptr_array_new ();
  SpareAccount *next;
  SpareAccount *previous;
  double low;
  double high;
  guint own = spare_account_list_find (self, account);
  guint found;
  guint gap;

  if (own != G_MAXUINT && (index == own || index == own + 1))
    return moved;

  for (guint i = 0; i < self->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (self->entries, i);

      if (is_peer (account, entry->account))
        g_ptr_array_add (peers, entry->account);
    }

  next = find_peer (self, account, (int) MIN (index, G_MAXINT), 1, &found);
  previous = find_peer (self, account, (int) MIN (index, self->shown->len) - 1, -1, &found);
  if (next == NULL && previous == NULL)
    return moved;

  g_ptr_array_find (peers, next != NULL ? next : previous, &gap);
  gap += next == NULL;
  previous = gap > 0 ? g_ptr_array_index (peers, gap - 1) : NULL;
  next = gap < peers->len ? g_ptr_array_index (peers, gap) : NULL;
  low = previous != NULL ? spare_account_get_position (previous)
                         : spare_account_get_position (next) - 2;
  high = next != NULL ? spare_account_get_position (next) : low + 2;

  if (low < (low + high) / 2 && (low + high) / 2 < high)
    {
      add_moved (moved, account, (low + high) / 2);
    }
  else if (gap <= peers->len / 2)
    {
      add_moved (moved, account, high - 1);
      make_room (peers, (int) gap, -1, high - 1, moved);
    }
  else
    {
      add_moved (moved, account, low + 1);
      make_room (peers, (int) gap, 1, low + 1, moved);
    }

  return moved;
}
