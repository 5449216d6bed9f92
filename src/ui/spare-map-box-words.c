/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-map-box-words.h"

#include <glib/gi18n.h>

static char *
join (GPtrArray *names)
{
  g_ptr_array_add (names, NULL);
  /* Translators: between the parts of a list. */
  return g_strjoinv (_(", "), (char **) names->pdata);
}

static char *
join_nodes (SpareMapDrawing *drawing,
            const GArray    *nodes)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < nodes->len; i++)
    g_ptr_array_add (names, spare_map_drawing_dup_name (drawing, g_array_index (nodes, guint, i)));

  return join (names);
}

/* Those at the other end of the lines of @node; (nullable): none. */
static char *
join_ends (SpareMapDrawing *drawing,
           guint            node,
           gboolean         to,
           gboolean         alone)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint n_lines;
  const SpareMapLine *lines = spare_map_drawing_get_lines (drawing, &n_lines);

  for (guint i = 0; i < n_lines; i++)
    {
      g_autofree char *name = NULL;

      if ((to ? lines[i].from : lines[i].to) != node || lines[i].alone != alone)
        continue;
      name = spare_map_drawing_dup_name (drawing, to ? lines[i].to : lines[i].from);
      if (lines[i].assumed)
        /* Translators: after the name of something, of which nobody knows whether it is so. */
        g_ptr_array_add (names, g_strdup_printf (_("%s (assumed)"), name));
      else
        g_ptr_array_add (names, g_steal_pointer (&name));
    }

  return names->len > 0 ? join (names) : NULL;
}

/* Two lines at most. */
static char *
join_lines (const char *first,
            const char *second)
{
  if (first != NULL && second != NULL)
    return g_strconcat (first, "\n", second, NULL);
  return g_strdup (first != NULL ? first : second != NULL ? second : "");
}

char *
spare_map_box_dup_opens (SpareMapDrawing *drawing,
                         guint            node)
{
  g_autofree char *alone = join_ends (drawing, node, TRUE, TRUE);
  g_autofree char *together = join_ends (drawing, node, TRUE, FALSE);
  g_autofree char *first = alone != NULL ? g_strdup_printf (_("Opens by itself: %s"), alone) : NULL;
  g_autofree char *second = together != NULL ? g_strdup_printf (_("Helps to open: %s"), together) : NULL;

  return join_lines (first, second);
}

char *
spare_map_box_dup_opened (SpareMapDrawing *drawing,
                          guint            node)
{
  g_autofree char *alone = join_ends (drawing, node, FALSE, TRUE);
  g_autofree char *together = join_ends (drawing, node, FALSE, FALSE);
  g_autofree char *first = alone != NULL ? g_strdup_printf (_("Opened by any one of: %s"), alone) : NULL;
  g_autofree char *second = together != NULL ? g_strdup_printf (_("Opened with the help of: %s"), together) : NULL;

  return join_lines (first, second);
}

static guint
count_accounts (SpareMapDrawing *drawing)
{
  guint n_accounts;

  spare_map_get_accounts (spare_map_drawing_get_map (drawing), &n_accounts);
  return n_accounts;
}

char *
spare_map_box_dup_lost (SpareMapDrawing *drawing,
                        guint            node)
{
  g_autoptr(GArray) lost = spare_map_drawing_find_lost (drawing, node);
  g_autofree char *names = join_nodes (drawing, lost);
  guint all = count_accounts (drawing);

  if (lost->len == 0)
    return g_strdup (_("Without it you lose no other account."));
  return g_strdup_printf (ngettext ("Without it you lose %u of %u account: %s",
                                    "Without it you lose %u of %u accounts: %s", all),
                          lost->len, all, names);
}

char *
spare_map_box_dup_taken (SpareMapDrawing *drawing,
                         guint            node)
{
  g_autoptr(GArray) taken = spare_map_drawing_find_taken (drawing, node);
  g_autofree char *names = join_nodes (drawing, taken);
  guint all = count_accounts (drawing);

  if (taken->len == 0)
    return g_strdup (_("By itself it gives nobody an account."));
  return g_strdup_printf (ngettext ("Whoever has it gets %u of %u account: %s",
                                    "Whoever has it gets %u of %u accounts: %s", all),
                          taken->len, all, names);
}
