#pragma once

#include <QString>

#include <functional>
#include <vector>

namespace watchglass::app {

/// What became of one check.
struct CheckOutcome
{
    bool holds = false;
    bool isNeeded = true; ///< Without it Watchglass lacks something but works.
    QString text;         ///< What was found, or what is wrong.

    static CheckOutcome held(const QString &text) { return {true, true, text}; }
    static CheckOutcome failed(const QString &text) { return {false, true, text}; }
    /// Not there, and not needed.
    static CheckOutcome absent(const QString &text) { return {false, false, text}; }
};

/// Something that must be there at run time, and how it is tried.
struct Check
{
    QString name;
    std::function<CheckOutcome()> run;
};

/// Each part that a package can lack: libraries that are linked, plugins that are loaded by name, fonts.
/// `picture`: file that the window of the last check is written to; empty for none.
std::vector<Check> selfTestChecks(const QString &picture);

/// Tries all, also after one failed; prints a line for each and a last one for all to standard output.
/// Gives the exit code: 0 when everything that is needed holds, else 1. Requires: a QApplication.
int runSelfTest(const std::vector<Check> &checks);

} // namespace watchglass::app
