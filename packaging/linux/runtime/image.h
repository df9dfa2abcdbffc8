#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* The squashfs image behind this program, and what can be done with it. Nothing here prints but to say what went wrong.
 */
struct image
{
    char path[4096]; /* of the file that holds it, absolute */
    off_t offset;    /* where in that file it begins */
};

/* Where an ELF file ends: behind its section headers. -1 where the file is no ELF file of this machine's kind. */
off_t elf_end(const char *path);

/* Serves the image at a new folder below `base` until the last process that holds `*alive` open has ended. Gives the
   folder in `mounted`; false when FUSE cannot be used here. The server is no child of the caller. */
bool image_mount(const struct image *image, const char *base, char *mounted, size_t size, int *alive);

/* Writes the image's files below `folder`, which must be there: all, or those whose path matches `pattern`. */
bool image_extract(const struct image *image, const char *folder, const char *pattern, bool tell);

/* Removes a folder with all that is in it. */
void remove_tree(const char *folder);
