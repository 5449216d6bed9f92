/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "spare-account.h"
#include "spare-sheet-record.h"

G_BEGIN_DECLS

/**
 * SpareSheetContent:
 *
 * What is to stand on a sheet, before it is known on which paper. Built from
 * records and from what is known of their services.
 */
#define SPARE_TYPE_SHEET_CONTENT (spare_sheet_content_get_type ())
G_DECLARE_FINAL_TYPE (SpareSheetContent, spare_sheet_content, SPARE, SHEET_CONTENT, GObject)

/* @name: spare_sheet_name_new(); @printed: Unix s, written as the day in UTC+@offset s */
SpareSheetContent *spare_sheet_content_new (SpareSheetKind kind,
                                            const char    *name,
                                            gint64         printed,
                                            int            offset) G_GNUC_WARN_UNUSED_RESULT;

/* Whose accounts they are; "" prints a line to fill in. */
void  spare_sheet_content_set_owner  (SpareSheetContent *self, const char *owner);
/* One copy for each; "" where it is not said where the copy will be kept. */
void  spare_sheet_content_set_places (SpareSheetContent *self, const char *const *places);
/* Where the passwords are; (nullable): a line to fill in. */
void  spare_sheet_content_set_passwords (SpareSheetContent *self, const char *where);

/* A block with the codes of @code_set, which counts and has its codes; (nullable): an
 * account without codes (its secret, or a line in the emergency sheet). */
void  spare_sheet_content_add        (SpareSheetContent *self,
                                      SpareAccount      *account,
                                      SpareThing        *code_set);
/* Emergency sheets: a line of what exists and where: sheets of the register
 * that are valid, in the order in which to use them. */
void  spare_sheet_content_add_sheet  (SpareSheetContent *self, SpareThing *sheet);
/* Emergency sheets: whom to ask, what to do first, in the person's own words. */
void  spare_sheet_content_set_note   (SpareSheetContent *self, const char *note);
/* Backup sheets: what the file is called and where it is kept. */
void  spare_sheet_content_set_backup (SpareSheetContent *self, const char *file_name, const char *where);

const char *spare_sheet_content_get_name (SpareSheetContent *self);
char       *spare_sheet_content_dup_fingerprint (SpareSheetContent *self) G_GNUC_WARN_UNUSED_RESULT;
guint       spare_sheet_content_count_copies (SpareSheetContent *self); /* at least 1 */
/* What to put into the register when the person holds it. */
SpareThing *spare_sheet_content_to_record (SpareSheetContent *self, const char *id, gint64 now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
