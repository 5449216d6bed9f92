/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtk/gtk.h>
#include <stdlib.h>

/* The least that a GTK window can cost: floor-gtk4 WIDTH HEIGHT */

static int size[2];

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = gtk_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), size[0], size[1]);
  gtk_window_set_title (GTK_WINDOW (window), "Floor");
  /* An empty window gives nothing to see. */
  gtk_window_set_child (GTK_WINDOW (window), gtk_label_new ("Floor"));
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GtkApplication) application = NULL;

  if (argc != 3)
    return 2;

  size[0] = atoi (argv[1]);
  size[1] = atoi (argv[2]);
  application = gtk_application_new ("io.github.sparekey.FloorGtk", G_APPLICATION_DEFAULT_FLAGS);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
