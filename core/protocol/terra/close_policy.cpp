#include "core/protocol/terra/close_policy.h"

#include <QCoreApplication>

namespace watchglass::protocol::terra {

namespace {

constexpr int mostUnidentified = 2;
constexpr int mostRefused = 3;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::protocol::terra::ClosePolicy)
};

} // namespace

ClosePolicy::Judgement ClosePolicy::judge(int code)
{
    switch (code) {
    case 1003:
        return {AfterClose::Fail, Texts::tr("The gateway could not read what we sent (1003). This is a fault of "
                                            "Watchglass or of the gateway: please report it.")};
    case 1007:
        return {AfterClose::Fail, Texts::tr("The gateway says that we sent no valid JSON (1007). This is a fault of "
                                            "Watchglass or of the gateway: please report it.")};
    case 4000:
        if (++m_unidentified < mostUnidentified)
            return {AfterClose::Reconnect, Texts::tr("The gateway did not get our token in time (4000)")};
        return {AfterClose::Fail, Texts::tr("The gateway did not get our token in time, twice (4000). Is the network "
                                            "very slow? Connect again to try anew.")};
    case 4001:
        if (++m_refused < mostRefused)
            return {AfterClose::Reconnect, Texts::tr("The gateway did not accept a fresh token (4001)")};
        return {AfterClose::Fail, Texts::tr("The gateway did not accept three fresh tokens in a row (4001). Check "
                                            "developer id and API key, then connect again.")};
    case 4002:
        return {AfterClose::ReconnectSlowly,
                Texts::tr("All sessions that this developer id may have are in use (4002). Close one elsewhere and "
                          "connect again.")};
    case 4003:
        return {AfterClose::Fail, Texts::tr("The gateway says that we identified twice (4003). This is a fault of "
                                            "Watchglass or of the gateway: please report it.")};
    case 4004:
        return {AfterClose::Fail, Texts::tr("The gateway does not know something that we sent (4004). This is a fault "
                                            "of Watchglass or of the gateway: please report it.")};
    case 4005:
        return {AfterClose::Reconnect, Texts::tr("The gateway missed our heartbeats (4005)")};
    case 1011:
        return {AfterClose::Reconnect, Texts::tr("The gateway has an internal error (1011)")};
    default:
        return {};
    }
}

void ClosePolicy::established()
{
    m_unidentified = 0;
    m_refused = 0;
}

} // namespace watchglass::protocol::terra
