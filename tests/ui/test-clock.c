/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-clock.h"

#include "spare-ui-test.h"

static void
tick_cb (SpareClock *clock,
         gint64 unix_time,
         GArray *ticks)
{
  g_array_append_val (ticks, unix_time);
}

static gboolean
has_three (gpointer data)
{
  return ((GArray *) data)->len >= 3;
}

static void
test_idle (void)
{
  g_autoptr (SpareClock) clock = spare_clock_new ();

  g_assert_false (spare_clock_get_running (clock));
  g_assert_cmpint (ABS (spare_clock_get_now (clock) - g_get_real_time () / G_USEC_PER_SEC), <=, 1);
}

/* Each second once, early in the second. */
static void
test_seconds (void)
{
  g_autoptr (SpareClock) clock = spare_clock_new ();
  g_autoptr (GArray) ticks = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkWidget *label = gtk_label_new ("x");
  GtkWindow *window = spare_ui_test_present (label, 200, 100);

  spare_clock_watch (clock, label);
  spare_clock_watch (clock, label);
  g_assert_true (spare_clock_get_running (clock));
  g_signal_connect (clock, "tick", G_CALLBACK (tick_cb), ticks);
  spare_ui_test_wait (has_three, ticks);
  g_assert_cmpint (g_array_index (ticks, gint64, 1), ==, g_array_index (ticks, gint64, 0) + 1);
  g_assert_cmpint (g_array_index (ticks, gint64, 2), ==, g_array_index (ticks, gint64, 1) + 1);
  g_assert_cmpint (g_array_index (ticks, gint64, 2), ==, g_get_real_time () / G_USEC_PER_SEC);

  spare_clock_unwatch (clock, label);
  g_assert_false (spare_clock_get_running (clock));
  gtk_window_destroy (window);
}

static void
test_hidden (void)
{
  g_autoptr (SpareClock) clock = spare_clock_new ();
  GtkWidget *label = gtk_label_new ("x");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWindow *window;

  gtk_box_append (GTK_BOX (box), label);
  spare_clock_watch (clock, label);
  g_assert_false (spare_clock_get_running (clock));

  window = spare_ui_test_present (box, 200, 100);
  g_assert_true (spare_clock_get_running (clock));
  gtk_widget_set_visible (label, FALSE);
  g_assert_false (spare_clock_get_running (clock));
  gtk_widget_set_visible (label, TRUE);
  spare_ui_test_run (50);
  g_assert_true (spare_clock_get_running (clock));
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  g_assert_false (spare_clock_get_running (clock));

  gtk_window_destroy (window);
}

static void
test_widget_goes (void)
{
  g_autoptr (SpareClock) clock = spare_clock_new ();
  GtkWidget *label = gtk_label_new ("x");
  GtkWindow *window = spare_ui_test_present (label, 200, 100);

  spare_clock_watch (clock, label);
  gtk_window_destroy (window);
  spare_ui_test_run (50);
  g_assert_false (spare_clock_get_running (clock));
}

static void
test_clock_goes (void)
{
  SpareClock *clock = spare_clock_new ();
  GtkWidget *label = gtk_label_new ("x");
  GtkWindow *window = spare_ui_test_present (label, 200, 100);

  spare_clock_watch (clock, label);
  g_assert_finalize_object (clock);
  gtk_widget_set_visible (label, FALSE);
  gtk_window_destroy (window);
}

int
main (int argc,
      char *argv[])
{
  spare_ui_test_init (&argc, &argv);

  g_test_add_func ("/ui/clock/idle", test_idle);
  g_test_add_func ("/ui/clock/seconds", test_seconds);
  g_test_add_func ("/ui/clock/hidden", test_hidden);
  g_test_add_func ("/ui/clock/widget-goes", test_widget_goes);
  g_test_add_func ("/ui/clock/clock-goes", test_clock_goes);

  return g_test_run ();
}
