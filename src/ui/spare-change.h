/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "spare-window.h"

G_BEGIN_DECLS

/**
 * SpareChange:
 * @window: held
 * @id: the record that it is about
 * @done: (nullable): what to say when it is saved
 * @button: (nullable): on what is said then, with @action
 * @action: (nullable): a detailed action, that takes it back
 * @then: (nullable): an action of the window without a parameter, when it is
 *   saved; static
 *
 * A change to records on its way through a question and the keyring.
 */
typedef struct
{
  SpareWindow *window;
  char        *id;
  char        *done;
  char        *button;
  char        *action;
  const char  *then;
} SpareChange;

SpareChange *spare_change_new  (SpareWindow *window,
                                const char  *id) G_GNUC_WARN_UNUSED_RESULT;
void         spare_change_free (SpareChange *self);

/* Saves all of @records (SpareRecord) in one go, and says what came of it.
 * @self: (transfer full) */
void         spare_change_save (SpareChange *self,
                                GPtrArray   *records);
void         spare_change_save_one (SpareChange *self,
                                    SpareRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SpareChange, spare_change_free)

G_END_DECLS
