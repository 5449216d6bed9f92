/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map-facts.h"

#include "spare-map-drawing.h"

/* Who the boxes are: an account's service, a fact's name. */
static const char *
get_name (SpareMapDrawing *drawing,
          guint            node)
{
  guint n_nodes;
  const SpareMapNode *nodes = spare_map_drawing_get_nodes (drawing, &n_nodes);

  g_assert_cmpuint (node, <, n_nodes);
  return spare_map_get_item (spare_map_drawing_get_map (drawing), nodes[node].vertex)->name;
}

static guint
find_node (SpareMapDrawing *drawing,
           const char      *name)
{
  guint n_nodes;

  spare_map_drawing_get_nodes (drawing, &n_nodes);
  for (guint i = 0; i < n_nodes; i++)
    {
      if (g_str_equal (get_name (drawing, i), name))
        return i;
    }
  g_error ("no box %s", name);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

static char *
join_sorted (GPtrArray *texts)
{
  g_ptr_array_sort (texts, compare_texts);
  g_ptr_array_add (texts, NULL);
  return g_strjoinv ("\n", (char **) texts->pdata);
}

/* "FROM=TO" where it is enough, "FROM-TO" where more is needed, "?" where it is assumed. */
static char *
print_lines (SpareMapDrawing *drawing)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  guint n_lines;
  const SpareMapLine *lines = spare_map_drawing_get_lines (drawing, &n_lines);

  for (guint i = 0; i < n_lines; i++)
    g_ptr_array_add (texts, g_strdup_printf ("%s%s%s%s", get_name (drawing, lines[i].from),
                                             lines[i].alone ? "=" : "-", get_name (drawing, lines[i].to),
                                             lines[i].assumed ? "?" : ""));
  return join_sorted (texts);
}

static char *
print_column (SpareMapDrawing *drawing,
              SpareMapColumn   column)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  guint n_nodes;
  const SpareMapNode *nodes = spare_map_drawing_get_nodes (drawing, &n_nodes);

  for (guint i = 0; i < n_nodes; i++)
    {
      if (nodes[i].column != column)
        continue;
      g_assert_cmpuint (nodes[i].place, ==, texts->len);
      g_ptr_array_add (texts, g_strdup (get_name (drawing, i)));
    }
  return join_sorted (texts);
}

static SpareMapDrawing *
draw_maya (Facts *facts)
{
  g_autoptr(SpareMap) map = NULL;

  facts_add_maya (facts);
  map = facts_map (facts);
  return spare_map_drawing_new (map);
}

/* By hand, from the rules of the worked example. */
static void
test_maya (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMapDrawing) drawing = draw_maya (&facts);
  g_autofree char *lines = print_lines (drawing);
  g_autofree char *places = print_column (drawing, SPARE_MAP_COLUMN_PLACES);
  g_autofree char *held = print_column (drawing, SPARE_MAP_COLUMN_HELD);
  g_autofree char *keys = print_column (drawing, SPARE_MAP_COLUMN_KEYS);
  g_autofree char *accounts = print_column (drawing, SPARE_MAP_COLUMN_ACCOUNTS);

  g_assert_cmpstr (places, ==, "Desk\nHome\nPassport");
  g_assert_cmpstr (held, ==, "+49 170 555\nLaptop\nMaster password\nOld password\nPhone");
  g_assert_cmpstr (keys, ==, "Mail\nManager");
  g_assert_cmpstr (accounts, ==, "Bank\nCloud\nCode\nForum\nMailer\nShop");
  g_assert_cmpstr (lines, ==,
                   "+49 170 555-Bank\n"
                   "+49 170 555=Mail\n"
                   "Home=Desk\n"
                   "Laptop-Mailer\n"
                   "Mail=Cloud?\n"
                   "Mail=Shop\n"
                   "Manager-Bank\n"
                   "Manager-Cloud\n"
                   "Manager-Code\n"
                   "Manager-Mail\n"
                   "Manager-Mailer\n"
                   "Master password=Manager\n"
                   "Old password=Forum\n"
                   "Old password=Shop\n"
                   "Passport=+49 170 555\n"
                   "Phone-Cloud\n"
                   "Phone-Code\n"
                   "Phone-Mail\n"
                   "Phone-Mailer\n"
                   "Phone=+49 170 555");
}

static void
check_box (SpareMapDrawing *drawing,
           const char      *name,
           const char      *wanted_lost,
           const char      *wanted_taken)
{
  guint node = find_node (drawing, name);
  GArray *lists[] = { spare_map_drawing_find_lost (drawing, node), spare_map_drawing_find_taken (drawing, node) };
  const char *wanted[] = { wanted_lost, wanted_taken };

  g_test_message ("%s", name);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *found = NULL;

      for (guint j = 0; j < lists[i]->len; j++)
        g_ptr_array_add (texts, g_strdup (get_name (drawing, g_array_index (lists[i], guint, j))));
      found = join_sorted (texts);
      g_assert_cmpstr (found, ==, wanted[i]);
      g_array_unref (lists[i]);
    }
}

static void
test_boxes (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMapDrawing) drawing = draw_maya (&facts);

  check_box (drawing, "Phone", "Cloud\nCode", "Cloud\nMail\nShop");
  check_box (drawing, "+49 170 555", "", "Cloud\nMail\nShop");
  check_box (drawing, "Master password", "Bank\nCloud\nCode\nMailer\nManager", "Manager");
  check_box (drawing, "Old password", "Forum", "Forum\nShop");
  check_box (drawing, "Mail", "", "Cloud\nShop");
  /* Without the manager nobody knows the passwords; the mailbox has the number. */
  check_box (drawing, "Manager", "Bank\nCloud\nCode\nMailer", "");
  check_box (drawing, "Desk", "", "");
}

/* Two devices, each with the codes of the account that was added the other way
 * round: a box changes its place, and nothing crosses. */
static void
test_crossings (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = NULL;
  g_autoptr(SpareMapDrawing) drawing = NULL;

  facts_add (&facts, SPARE_FACT_DEVICE, "a", "A", SPARE_FACT_KIND, "phone", NULL);
  facts_add (&facts, SPARE_FACT_DEVICE, "b", "B", SPARE_FACT_KIND, "tablet", NULL);
  facts_add_account (&facts, "X", "x");
  facts_add_account (&facts, "Y", "y");
  facts_add_access (&facts, "x", SPARE_ACCESS_PASSWORD, "own", SPARE_ACCESS_SECOND, "app:b", SPARE_ACCESS_RECOVERY,
                    "none", NULL);
  facts_add_access (&facts, "y", SPARE_ACCESS_PASSWORD, "own", SPARE_ACCESS_SECOND, "app:a", SPARE_ACCESS_RECOVERY,
                    "none", NULL);
  map = facts_map (&facts);
  drawing = spare_map_drawing_new (map);

  g_assert_cmpuint (spare_map_drawing_count_crossings (drawing), ==, 0);
}

static void
test_empty (void)
{
  g_auto(Facts) facts = facts_new ();
  g_autoptr(SpareMap) map = facts_map (&facts);
  g_autoptr(SpareMapDrawing) drawing = spare_map_drawing_new (map);
  guint n;

  spare_map_drawing_get_lines (drawing, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpuint (spare_map_drawing_count_crossings (drawing), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map-drawing/maya", test_maya);
  g_test_add_func ("/map-drawing/boxes", test_boxes);
  g_test_add_func ("/map-drawing/crossings", test_crossings);
  g_test_add_func ("/map-drawing/empty", test_empty);

  return g_test_run ();
}
