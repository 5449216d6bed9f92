/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-sets-item.h"

#include <gio/gio.h>

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SpareSetsItem, spare_sets_item, G_TYPE_OBJECT)

static void
spare_sets_item_finalize (GObject *object)
{
  SpareSetsItem *self = SPARE_SETS_ITEM (object);

  g_free (self->key);
  g_free (self->heading);
  g_free (self->title);
  g_free (self->name);
  g_free (self->status);
  g_free (self->detail);
  g_free (self->action);
  g_free (self->button);
  g_free (self->button_label);

  G_OBJECT_CLASS (spare_sets_item_parent_class)->finalize (object);
}

static void
spare_sets_item_class_init (SpareSetsItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = spare_sets_item_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
spare_sets_item_init (SpareSetsItem *self)
{
}

SpareSetsItem *
spare_sets_item_new (SpareSetsKind kind,
                     const char   *key)
{
  SpareSetsItem *self = g_object_new (SPARE_TYPE_SETS_ITEM, NULL);

  self->kind = kind;
  self->key = g_strdup (key);

  return self;
}

static gboolean
take (char      **text,
      const char *from)
{
  if (g_strcmp0 (*text, from) == 0)
    return FALSE;

  g_free (*text);
  *text = g_strdup (from);
  return TRUE;
}

void
spare_sets_item_assign (SpareSetsItem *self,
                        SpareSetsItem *from)
{
  gboolean changed = self->kind != from->kind || self->low != from->low;

  changed |= take (&self->heading, from->heading);
  changed |= take (&self->title, from->title);
  changed |= take (&self->name, from->name);
  changed |= take (&self->status, from->status);
  changed |= take (&self->detail, from->detail);
  changed |= take (&self->action, from->action);
  changed |= take (&self->button, from->button);
  changed |= take (&self->button_label, from->button_label);
  self->kind = from->kind;
  self->low = from->low;
  self->button_icon = from->button_icon;
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

char *
spare_sets_item_dup_action (const char *action,
                            const char *id)
{
  g_autoptr(GVariant) target = g_variant_ref_sink (g_variant_new_string (id));

  return g_action_print_detailed_name (action, target);
}

char *
spare_sets_item_dup_spoken (SpareSetsItem *self)
{
  const char *const parts[] = { self->title, self->name, self->status, self->detail };
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] == NULL || *parts[i] == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append (text, parts[i]);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
