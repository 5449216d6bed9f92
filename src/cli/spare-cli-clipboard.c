/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "spare-cli-clipboard.h"

#include "spare-cli-error.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

#define G_STRV(...) ((const char *const[]) { __VA_ARGS__, NULL })

/* A tool that cannot reach the clipboard gives up well within this time. */
#define SETTLE_MS 300

static char *
find_program (const char *name,
              const char *path)
{
  g_auto(GStrv) folders = g_strsplit (path, G_SEARCHPATH_SEPARATOR_S, -1);

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *file = g_build_filename (*folders[i] != '\0' ? folders[i] : ".", name, NULL);

      if (g_file_test (file, G_FILE_TEST_IS_EXECUTABLE) && !g_file_test (file, G_FILE_TEST_IS_DIR))
        return g_steal_pointer (&file);
    }

  return NULL;
}

/* wl-copy marks passwords for clipboard managers since 2.3. */
static gboolean
knows_sensitive (const char *program)
{
  g_autoptr(GSubprocess) process = NULL;
  g_autofree char *help = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, NULL,
                              program, "--help", NULL);
  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, NULL, &help, NULL, NULL))
    return FALSE;

  return help != NULL && strstr (help, "--sensitive") != NULL;
}

static void
append (GPtrArray         *command,
        const char *const *arguments)
{
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (command, g_strdup (arguments[i]));
}

/* The tools stay in the foreground and are ended by timeout(1), which clears
 * the clipboard: what they put there goes with them. */
static gboolean
append_tool (GPtrArray  *command,
             gboolean    wayland,
             const char *path)
{
  g_autofree char *wl_copy = wayland ? find_program ("wl-copy", path) : NULL;
  g_autofree char *xclip = wayland ? NULL : find_program ("xclip", path);
  g_autofree char *xsel = wayland ? NULL : find_program ("xsel", path);

  if (wl_copy != NULL)
    {
      append (command, G_STRV (wl_copy, "--foreground", "--type", "text/plain"));
      if (knows_sensitive (wl_copy))
        append (command, G_STRV ("--sensitive"));
    }
  else if (xclip != NULL)
    append (command, G_STRV (xclip, "-quiet", "-in", "-selection", "clipboard"));
  else if (xsel != NULL)
    append (command, G_STRV (xsel, "--nodetach", "--input", "--clipboard"));
  else
    return FALSE;

  return TRUE;
}

char **
spare_cli_clipboard_command (const char *wayland,
                             const char *x11,
                             const char *path,
                             GError    **error)
{
  g_autoptr(GPtrArray) command = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *timeout = find_program ("timeout", path);
  g_autofree char *seconds = g_strdup_printf ("%d", SPARE_CLI_CLIPBOARD_SECONDS);
  gboolean on_wayland = wayland != NULL && *wayland != '\0';
  gboolean on_x11 = x11 != NULL && *x11 != '\0';

  if (!on_wayland && !on_x11)
    {
      g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_CLIPBOARD,
                           _("There is no clipboard outside a desktop session. "
                             "Run the command there, or without --copy."));
      return NULL;
    }
  if (timeout == NULL)
    {
      g_set_error_literal (error, SPARE_CLI_ERROR, SPARE_CLI_CLIPBOARD,
                           _("The program “timeout” is needed to clear the clipboard again. "
                             "Install the package coreutils, or run the command without --copy."));
      return NULL;
    }

  append (command, G_STRV (timeout, seconds));
  /* With XWayland both answer; the session's own clipboard comes first. */
  if (!(on_wayland && append_tool (command, TRUE, path)) && !(on_x11 && append_tool (command, FALSE, path)))
    {
      g_set_error (error, SPARE_CLI_ERROR, SPARE_CLI_CLIPBOARD,
                   /* Translators: %s is a package's name. */
                   _("No program for the clipboard is installed. Install the package %s, "
                     "or run the command without --copy."),
                   on_wayland ? "wl-clipboard" : "xclip");
      return NULL;
    }

  g_ptr_array_add (command, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&command), FALSE);
}

/* Away from the terminal, so that closing it or Ctrl+C there does not empty
 * the clipboard. Runs between fork and exec. */
static void
detach_cb (gpointer user_data)
{
  (void) setsid ();
}

static void
set_failed (GError    **error,
            const char *program,
            const char *reason)
{
  g_set_error (error, SPARE_CLI_ERROR, SPARE_CLI_CLIPBOARD,
               /* Translators: %s are a program and a reason. */
               _("The code could not be copied (%s: %s). Run the command in a desktop session, or without --copy."),
               program, reason);
}

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  gboolean *ended = user_data;

  *ended = g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
}

static gboolean
settle_cb (gpointer user_data)
{
  gboolean *settled = user_data;

  *settled = TRUE;

  return G_SOURCE_REMOVE;
}

/* Did the tool stay to serve the clipboard? */
static gboolean
stays (GSubprocess *process)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  gboolean ended = FALSE;
  gboolean settled = FALSE;
  guint source = g_timeout_add (SETTLE_MS, settle_cb, &settled);

  g_subprocess_wait_async (process, cancellable, ended_cb, &ended);
  while (!ended && !settled)
    g_main_context_iteration (NULL, TRUE);
  if (!settled)
    g_source_remove (source);

  return !ended;
}

gboolean
spare_cli_clipboard_copy (char      **command,
                          const char *text,
                          GError    **error)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) failure = NULL;
  GOutputStream *input;
  /* timeout, its seconds, the tool */
  const char *tool = command[2];

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                        G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_child_setup (launcher, detach_cb, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) command, &failure);
  if (process == NULL)
    {
      set_failed (error, tool, failure->message);
      return FALSE;
    }

  input = g_subprocess_get_stdin_pipe (process);
  if (!g_output_stream_write_all (input, text, strlen (text), NULL, NULL, &failure) ||
      !g_output_stream_close (input, NULL, &failure))
    {
      set_failed (error, tool, failure->message);
      return FALSE;
    }
  if (!stays (process))
    {
      set_failed (error, tool, _("it ended at once"));
      return FALSE;
    }

  return TRUE;
}
