#pragma once

#include <QString>

namespace watchglass::protocol::terra {

/// What to do after the end of a connection.
enum class AfterClose {
    Reconnect,
    ReconnectSlowly, ///< Others hold all the sessions: they are not to be fought.
    Fail,            ///< Trying again would end in the same way.
};

/// Judges close codes by the service's table. Two codes get another chance before they are final: 4000 (we were too
/// slow to identify) once, 4001 (token not accepted; a new one is minted for each attempt) twice.
/// Thread: one.
class ClosePolicy
{
public:
    struct Judgement
    {
        AfterClose what = AfterClose::Reconnect;
        QString text; ///< For people; empty when the link's own text says it all.
    };

    Judgement judge(int code);
    /// A session was really established: chances are counted anew.
    void established();

private:
    int m_unidentified = 0; ///< 4000 in a row.
    int m_refused = 0;      ///< 4001 in a row.
};

} // namespace watchglass::protocol::terra
