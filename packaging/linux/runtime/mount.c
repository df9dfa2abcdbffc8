#define _GNU_SOURCE
#define FUSE_USE_VERSION 32

#include "image.h"

#include <fuse3/fuse_lowlevel.h>
#include <squashfuse/ll.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const char served = '+';

static struct fuse_lowlevel_ops operations(void)
{
    struct fuse_lowlevel_ops ops;
    memset(&ops, 0, sizeof ops);
    ops.getattr = sqfs_ll_op_getattr;
    ops.opendir = sqfs_ll_op_opendir;
    ops.releasedir = sqfs_ll_op_releasedir;
    ops.readdir = sqfs_ll_op_readdir;
    ops.lookup = sqfs_ll_op_lookup;
    ops.open = sqfs_ll_op_open;
    ops.create = sqfs_ll_op_create;
    ops.release = sqfs_ll_op_release;
    ops.read = sqfs_ll_op_read;
    ops.readlink = sqfs_ll_op_readlink;
    ops.listxattr = sqfs_ll_op_listxattr;
    ops.getxattr = sqfs_ll_op_getxattr;
    ops.forget = sqfs_ll_op_forget;
    ops.statfs = stfs_ll_op_statfs;
    return ops;
}

/* Answers the kernel until nobody holds the other end of `alive` any more, or somebody else unmounts. */
static void serve(struct fuse_session *session, int alive)
{
    struct fuse_buf buffer;
    memset(&buffer, 0, sizeof buffer);
    struct pollfd watched[] = {{fuse_session_fd(session), POLLIN, 0}, {alive, POLLIN, 0}};
    while (!fuse_session_exited(session)) {
        if (poll(watched, 2, -1) < 0 && errno != EINTR)
            break;
        if (watched[1].revents)
            break;
        if (!watched[0].revents)
            continue;
        const int got = fuse_session_receive_buf(session, &buffer);
        if (got == -EINTR)
            continue;
        if (got <= 0)
            break;
        fuse_session_process_buf(session, &buffer);
    }
    free(buffer.mem);
}

/* What libfuse and fusermount3 complain about is no business of the user's where extracting works as well. */
static void silence(void)
{
    const int nowhere = open("/dev/null", O_RDWR);
    dup2(nowhere, STDIN_FILENO);
    dup2(nowhere, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    if (nowhere > STDERR_FILENO)
        close(nowhere);
}

static void run_server(const struct image *image, const char *folder, int ready, int alive)
{
    setsid();
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    silence();
    if (chdir("/") != 0)
        _exit(1);
    sqfs_ll *files = sqfs_ll_open(image->path, (size_t)image->offset);
    if (!files)
        _exit(1);
    char *words[] = {"watchglass", "-o", "ro,nosuid,nodev,fsname=Watchglass,subtype=AppImage"};
    struct fuse_args args = FUSE_ARGS_INIT(3, words);
    const struct fuse_lowlevel_ops ops = operations();
    struct fuse_session *session = fuse_session_new(&args, &ops, sizeof ops, files);
    if (!session || fuse_session_mount(session, folder) != 0)
        _exit(1);
    if (write(ready, &served, 1) == 1) {
        close(ready);
        serve(session, alive);
    }
    fuse_session_unmount(session);
    rmdir(folder);
    _exit(0);
}

/* Whether the kernel's side is there at all; asking fusermount3 where it is not takes long. */
static bool has_device(void)
{
    return access("/dev/fuse", R_OK | W_OK) == 0;
}

bool image_mount(const struct image *image, const char *base, char *mounted, size_t size, int *alive)
{
    int living[2], ready[2];
    if (!has_device() || snprintf(mounted, size, "%s/.mount_watchgXXXXXX", base) >= (int)size || !mkdtemp(mounted))
        return false;
    if (pipe(living) != 0 || pipe(ready) != 0)
        return false;
    const pid_t child = fork();
    if (child == 0) {
        close(living[1]);
        close(ready[0]);
        if (fork() == 0) /* a grandchild, so that the program gets no child that it does not know */
            run_server(image, mounted, ready[1], living[0]);
        _exit(0);
    }
    close(living[0]);
    close(ready[1]);
    if (child > 0)
        waitpid(child, NULL, 0);
    char answer = 0;
    const bool is_served = child > 0 && read(ready[0], &answer, 1) == 1 && answer == served;
    close(ready[0]);
    if (!is_served) {
        close(living[1]);
        rmdir(mounted);
        return false;
    }
    *alive = living[1];
    return true;
}
