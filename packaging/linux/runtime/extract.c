#define _GNU_SOURCE

#include "image.h"

#include <squashfuse/squashfuse.h>
#include <squashfuse/util.h>

#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { chunk_size = 1 << 20 };

static bool write_file(sqfs *files, sqfs_inode *inode, const char *path, mode_t mode)
{
    const int out = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, mode & 0777);
    char *chunk = malloc(chunk_size);
    bool good = out >= 0 && chunk;
    for (sqfs_off_t at = 0; good && at < (sqfs_off_t)inode->xtra.reg.file_size;) {
        sqfs_off_t size = chunk_size;
        good = sqfs_read_range(files, inode, at, &size, chunk) == SQFS_OK && size > 0
               && write(out, chunk, (size_t)size) == (ssize_t)size;
        at += size;
    }
    free(chunk);
    return (out < 0 || close(out) == 0) && good;
}

static bool write_link(sqfs *files, sqfs_inode *inode, const char *path)
{
    char target[4096];
    size_t size = sizeof target;
    if (sqfs_readlink(files, inode, target, &size) != SQFS_OK)
        return false;
    unlink(path);
    return symlink(target, path) == 0;
}

/* The folders that `path` lies in, for when only some files are wanted. */
static void make_parents(const char *folder, const char *path)
{
    char whole[8192];
    for (const char *slash = strchr(path, '/'); slash; slash = strchr(slash + 1, '/')) {
        snprintf(whole, sizeof whole, "%s/%.*s", folder, (int)(slash - path), path);
        mkdir(whole, 0755);
    }
}

static bool write_entry(sqfs *files, const sqfs_traverse *walk, const char *folder)
{
    char whole[8192];
    sqfs_inode inode;
    if (snprintf(whole, sizeof whole, "%s/%s", folder, walk->path) >= (int)sizeof whole
        || sqfs_inode_get(files, &inode, walk->entry.inode) != SQFS_OK)
        return false;
    make_parents(folder, walk->path);
    switch (inode.base.mode & S_IFMT) {
    case S_IFDIR:
        return mkdir(whole, 0755) == 0 || errno == EEXIST;
    case S_IFREG:
        return write_file(files, &inode, whole, inode.base.mode);
    case S_IFLNK:
        return write_link(files, &inode, whole);
    default: /* such an image holds nothing else */
        return true;
    }
}

bool image_extract(const struct image *image, const char *folder, const char *pattern, bool tell)
{
    sqfs files;
    sqfs_traverse walk;
    if (sqfs_open_image(&files, image->path, (size_t)image->offset) != SQFS_OK)
        return false;
    sqfs_err error = sqfs_traverse_open(&walk, &files, sqfs_inode_root(&files));
    while (error == SQFS_OK && sqfs_traverse_next(&walk, &error)) {
        if (walk.dir_end || (pattern && fnmatch(pattern, walk.path, FNM_LEADING_DIR) != 0))
            continue;
        if (tell)
            printf("%s/%s\n", folder, walk.path);
        if (!write_entry(&files, &walk, folder)) {
            fprintf(stderr, "%s/%s: %s\n", folder, walk.path, errno ? strerror(errno) : "the image is damaged");
            error = SQFS_ERR;
        }
    }
    sqfs_traverse_close(&walk);
    sqfs_fd_close(files.fd);
    return error == SQFS_OK;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    remove(path);
    return 0;
}

void remove_tree(const char *folder)
{
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS | FTW_MOUNT);
}
