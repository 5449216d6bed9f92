/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-clipboard.h"

#include "spare-cli-error.h"

#include <glib/gstdio.h>

/* Tools that are installed, where, and what is run then ("": nothing). */
static const struct
{
  const char *tools;
  const char *wayland;
  const char *x11;
  const char *run;
} cases[] = {
  { "timeout wl-copy xclip", "wayland-0", ":0", "timeout 30 wl-copy --foreground --type text/plain" },
  { "timeout wl-copy xclip", NULL, ":0", "timeout 30 xclip -quiet -in -selection clipboard" },
  { "timeout wl-copy xclip", "", ":0", "timeout 30 xclip -quiet -in -selection clipboard" },
  { "timeout xsel", NULL, ":0", "timeout 30 xsel --nodetach --input --clipboard" },
  { "timeout xclip", "wayland-0", ":0", "timeout 30 xclip -quiet -in -selection clipboard" },
  { "timeout new/wl-copy", "wayland-0", NULL, "timeout 30 wl-copy --foreground --type text/plain --sensitive" },
  { "timeout xclip", "wayland-0", NULL, "" },
  { "timeout wl-copy", NULL, ":0", "" },
  { "timeout", NULL, ":0", "" },
  { "xclip", NULL, ":0", "" },
  { "timeout xclip wl-copy", NULL, NULL, "" },
};

static void
install (const char *folder,
         const char *tool)
{
  gboolean is_new = g_str_has_prefix (tool, "new/");
  g_autofree char *path = g_build_filename (folder, is_new ? tool + 4 : tool, NULL);
  const char *script = is_new ? "#!/bin/sh\necho '  --sensitive  Hint that this is a password'\n" : "#!/bin/sh\n";

  g_assert_true (g_file_set_contents (path, script, -1, NULL));
  g_assert_cmpint (g_chmod (path, 0700), ==, 0);
}

static void
uninstall (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_dir_close (dir);
  g_rmdir (folder);
}

static void
test_command (gconstpointer data)
{
  const gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *folder = g_dir_make_tmp ("sparekey-cli-XXXXXX", NULL);
  g_auto(GStrv) tools = g_strsplit (cases[i].tools, " ", -1);
  g_auto(GStrv) command = NULL;
  g_autoptr(GError) error = NULL;

  for (guint n = 0; tools[n] != NULL; n++)
    install (folder, tools[n]);

  command = spare_cli_clipboard_command (cases[i].wayland, cases[i].x11, folder, &error);
  if (*cases[i].run == '\0')
    {
      g_assert_error (error, SPARE_CLI_ERROR, SPARE_CLI_CLIPBOARD);
      g_assert_null (command);
    }
  else
    {
      g_autofree char *run = NULL;

      g_assert_no_error (error);
      for (guint n = 0; command[n] != NULL; n++)
        if (g_path_is_absolute (command[n]))
          {
            g_autofree char *path = g_steal_pointer (&command[n]);

            command[n] = g_path_get_basename (path);
          }
      run = g_strjoinv (" ", command);
      g_assert_cmpstr (run, ==, cases[i].run);
    }

  uninstall (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cli/clipboard/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_command);
    }

  return g_test_run ();
}
