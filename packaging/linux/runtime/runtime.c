/* The part of an AppImage that runs first: mounts the squashfs image behind itself, or extracts it where FUSE cannot be
   used, and runs AppRun in it. Written after the public description of the format, type 2. Linked statically, so that it
   runs wherever the kernel does. */
#define _GNU_SOURCE

#include "image.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef RUNTIME_VERSION
#define RUNTIME_VERSION "unknown"
#endif

static const int could_not_start = 127; /* as shells say it */

/* Tools that update AppImages read this section; nothing is written there yet. */
__attribute__((section(".upd_info"), used)) static const char update_information[1024] = "";

static void fail(const char *what)
{
    fprintf(stderr, "watchglass: %s%s%s\n", what, errno ? ": " : "", errno ? strerror(errno) : "");
    exit(could_not_start);
}

off_t elf_end(const char *path)
{
    Elf64_Ehdr header;
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return -1;
    const ssize_t got = read(file, &header, sizeof header);
    close(file);
    if (got != sizeof header || memcmp(header.e_ident, ELFMAG, SELFMAG) != 0 || header.e_ident[EI_CLASS] != ELFCLASS64)
        return -1;
    return (off_t)(header.e_shoff + (Elf64_Off)header.e_shentsize * header.e_shnum);
}

static void find_image(struct image *image, const char *called)
{
    const char *target = getenv("TARGET_APPIMAGE");
    const char *candidate = target ? target : "/proc/self/exe";
    if (!realpath(candidate, image->path) && (target || !realpath(called, image->path)))
        fail(candidate);
    unsetenv("TARGET_APPIMAGE");
    image->offset = elf_end(image->path);
    errno = 0;
    if (image->offset < 0)
        fail("this is no AppImage");
}

static const char *temporary(void)
{
    const char *folder = getenv("TMPDIR");
    return folder && folder[0] == '/' ? folder : "/tmp";
}

static bool is_switched_on(const char *variable)
{
    const char *value = getenv(variable);
    return value && value[0] && strcmp(value, "0") != 0;
}

static void set_environment(const struct image *image, const char *folder, const char *called)
{
    char current[PATH_MAX];
    setenv("APPIMAGE", image->path, 1);
    setenv("APPDIR", folder, 1);
    setenv("ARGV0", called, 1);
    if (getcwd(current, sizeof current))
        setenv("OWD", current, 1);
}

static void start(const char *folder, char **arguments)
{
    char entry[PATH_MAX];
    snprintf(entry, sizeof entry, "%s/AppRun", folder);
    execv(entry, arguments);
    fail(entry);
}

static pid_t running;

static void pass_on(int number)
{
    if (running > 0)
        kill(running, number);
}

/* Extracts, runs, waits and removes. Signals go to the program, which is what they were meant for. */
static int extract_and_run(const struct image *image, char **arguments)
{
    char folder[PATH_MAX];
    snprintf(folder, sizeof folder, "%s/.extracted_watchgXXXXXX", temporary());
    if (!mkdtemp(folder))
        fail(folder);
    if (!image_extract(image, folder, NULL, false)) {
        remove_tree(folder);
        errno = 0;
        fail("there is no room to extract to; set TMPDIR to a folder with 150 MB");
    }
    set_environment(image, folder, arguments[0]);
    unsetenv("APPIMAGE_EXTRACT_AND_RUN"); /* programs that this one starts decide for themselves */
    running = fork();
    if (running == 0)
        start(folder, arguments);
    const int passed[] = {SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2};
    for (size_t i = 0; i < sizeof passed / sizeof passed[0]; ++i)
        signal(passed[i], pass_on);
    int status = 0;
    while (running > 0 && waitpid(running, &status, 0) < 0 && errno == EINTR)
        continue;
    if (!is_switched_on("NO_CLEANUP"))
        remove_tree(folder);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int mount_and_wait(const struct image *image)
{
    char folder[PATH_MAX];
    int alive;
    if (!image_mount(image, temporary(), folder, sizeof folder, &alive))
        fail("FUSE cannot be used here");
    puts(folder);
    fflush(stdout);
    sigset_t ends;
    int number;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    sigprocmask(SIG_BLOCK, &ends, NULL);
    sigwait(&ends, &number);
    return 0; /* with the last holder of `alive` the folder goes */
}

static int extract_here(const struct image *image, const char *pattern)
{
    const char *folder = "squashfs-root"; /* the name that everybody expects */
    if (mkdir(folder, 0755) != 0 && errno != EEXIST)
        fail(folder);
    return image_extract(image, folder, pattern, true) ? 0 : 1;
}

static int help(void)
{
    puts("Options of the AppImage itself; all others are Watchglass's own:\n\n"
         "  --appimage-extract [PATTERN]  write its files into ./squashfs-root\n"
         "  --appimage-extract-and-run    work without FUSE (also: APPIMAGE_EXTRACT_AND_RUN=1)\n"
         "  --appimage-mount              show its files in a folder until Ctrl+C\n"
         "  --appimage-offset             print where the squashfs image begins\n"
         "  --appimage-updateinfo         print where updates are found\n"
         "  --appimage-version            print the version of this part\n\n"
         "TMPDIR says where files are mounted or extracted; NO_CLEANUP=1 keeps what was extracted.");
    return 0;
}

int main(int count, char **arguments)
{
    struct image image;
    const char *option = count > 1 ? arguments[1] : "";
    find_image(&image, arguments[0]);
    if (strcmp(option, "--appimage-help") == 0)
        return help();
    if (strcmp(option, "--appimage-version") == 0)
        return puts("Watchglass AppImage runtime " RUNTIME_VERSION) < 0;
    if (strcmp(option, "--appimage-offset") == 0)
        return printf("%lld\n", (long long)image.offset) < 0;
    if (strcmp(option, "--appimage-updateinfo") == 0 || strcmp(option, "--appimage-updateinformation") == 0)
        return puts(update_information) < 0;
    if (strcmp(option, "--appimage-extract") == 0)
        return extract_here(&image, count > 2 ? arguments[2] : NULL);
    if (strcmp(option, "--appimage-mount") == 0)
        return mount_and_wait(&image);
    if (strcmp(option, "--appimage-extract-and-run") == 0) {
        arguments[1] = arguments[0];
        return extract_and_run(&image, arguments + 1);
    }
    char folder[PATH_MAX];
    int alive; /* stays open in the program and in all that it starts */
    if (is_switched_on("APPIMAGE_EXTRACT_AND_RUN") || !image_mount(&image, temporary(), folder, sizeof folder, &alive))
        return extract_and_run(&image, arguments);
    set_environment(&image, folder, arguments[0]);
    start(folder, arguments);
    return could_not_start;
}
