/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Sparekey as in a language that is written from right to left. GLib takes the
 * direction from the program's own translations, and there are none yet. */

#include <gtk/gtk.h>

#define main sparekey_main
int sparekey_main (int argc, char **argv);
#include "main.c"
#undef main

static gboolean
turn_cb (gpointer user_data)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);

  return G_SOURCE_REMOVE;
}

int
main (int    argc,
      char **argv)
{
  /* Before the first row is made. */
  g_idle_add_full (G_PRIORITY_HIGH, turn_cb, NULL, NULL);

  return sparekey_main (argc, argv);
}
