#include "ui/models/attention_words.h"

#include "core/format/clock_text.h"
#include "core/format/duration_format.h"
#include "core/format/value_format.h"

#include <QCoreApplication>
#include <QStringList>

#include <cmath>

namespace watchglass::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(watchglass::ui::AttentionWords)
};

QString drawnText(const PanelFigures &figures)
{
    if (figures.steadyHz() <= 0.0)
        return Words::tr("not drawn");
    return rateText(figures.isAtDisplayRate() ? figures.displayHz : figures.steadyHz());
}

QString heldBackText(const PanelFigures &figures)
{
    return figures.heldBackSource.isEmpty() ? Words::tr("source over its budget")
                                            : Words::tr("%1 over its budget").arg(figures.heldBackSource);
}

/// The narrowest of what is asked for, given and drawn.
QString limitText(const PanelFigures &figures)
{
    QStringList limits;
    if (figures.limitedBy == attention::RateLimit::Level)
        limits << Words::tr("its level, %1").arg(levelWord(figures.level));
    else if (figures.limitedBy != attention::RateLimit::Nothing)
        limits << limitWord(figures.limitedBy);
    const bool isLess = figures.grant && figures.grant->delivery != Delivery::Whole;
    if (isLess && figures.grant->interval > figures.requestedInterval)
        limits << Words::tr("what the source gives");
    if (figures.isHeldBack)
        limits << heldBackText(figures);
    if (limits.isEmpty() && figures.requestedInterval > Duration::zero())
        limits << Words::tr("what is asked for");
    if (limits.isEmpty() && !figures.isAtDisplayRate())
        limits << Words::tr("what this computer can draw");
    return limits.isEmpty() ? limitWord(attention::RateLimit::Nothing) : limits.join(QStringLiteral(" · "));
}

} // namespace

QString levelWord(AttentionLevel level)
{
    switch (level) {
    case AttentionLevel::None:
        return Words::tr("None");
    case AttentionLevel::Low:
        return Words::tr("Low");
    case AttentionLevel::Medium:
        return Words::tr("Medium");
    case AttentionLevel::High:
        return Words::tr("High");
    }
    return {};
}

QString reasonPhrase(attention::Reason reason)
{
    using attention::Reason;
    switch (reason) {
    case Reason::NothingShows:
        return Words::tr("nothing shows it");
    case Reason::HiddenTab:
        return Words::tr("in a hidden tab");
    case Reason::Minimised:
        return Words::tr("in a minimised window");
    case Reason::Covered:
        return Words::tr("in a covered window");
    case Reason::InView:
        return Words::tr("in view");
    case Reason::ShapeInView:
        return Words::tr("in view as a waveform");
    case Reason::OperatorIdle:
        return Words::tr("in view, nobody active");
    case Reason::JustLeft:
        return Words::tr("in focus a moment ago");
    case Reason::Hovered:
        return Words::tr("under the pointer");
    case Reason::Focused:
        return Words::tr("in focus");
    case Reason::NearLimit:
        return Words::tr("near its limit");
    case Reason::AlarmRule:
        return Words::tr("for an alarm rule");
    case Reason::Recorder:
        return Words::tr("being recorded");
    case Reason::AlwaysFull:
        return Words::tr("always full rate");
    case Reason::Pinned:
        return Words::tr("pinned");
    }
    return {};
}

QString rateText(double hz)
{
    if (!std::isfinite(hz))
        return format::none();
    if (hz <= 0.0)
        return format::withUnit(QStringLiteral("0"), QStringLiteral("Hz"));
    if (hz < 0.995) {
        const double seconds = 1.0 / hz;
        constexpr double longest = 1e9; // what a Duration holds, and far beyond what is drawn
        const double rounded =
            seconds < 9.95 ? std::round(seconds * 10.0) / 10.0 : std::round(std::min(seconds, longest));
        return QStringLiteral("1/") + format::duration(Duration(static_cast<std::int64_t>(std::round(rounded * 1e9))));
    }
    const double rounded = hz < 9.95 ? std::round(hz * 10.0) / 10.0 : std::round(hz);
    return format::withUnit(format::number(rounded, 2), QStringLiteral("Hz"));
}

QString requestText(Duration interval)
{
    if (interval <= Duration::zero())
        return Words::tr("every sample, at once");
    return Words::tr("samples up to %1 late or apart").arg(format::duration(interval));
}

QString requestWord(Duration interval)
{
    if (interval <= Duration::zero())
        return Words::tr("everything");
    return Words::tr("within %1").arg(format::duration(interval));
}

QString deliveryText(const Grant &grant)
{
    switch (grant.delivery) {
    case Delivery::Whole:
        return Words::tr("every sample");
    case Delivery::Batched:
        return Words::tr("batches of %1").arg(format::duration(grant.interval));
    case Delivery::Thinned:
        return Words::tr("a value every %1").arg(format::duration(grant.interval));
    case Delivery::Withheld:
        return Words::tr("nothing");
    }
    return {};
}

QString grantText(const Grant &grant)
{
    QStringList parts{deliveryText(grant)};
    const bool leavesOut = grant.delivery == Delivery::Thinned || grant.delivery == Delivery::Withheld;
    if (grant.isFillable && leavesOut)
        parts << Words::tr("fetched when looked at");
    if (grant.isFixed)
        parts << Words::tr("cannot be asked for less");
    return parts.join(QStringLiteral(", "));
}

QString limitWord(attention::RateLimit limit)
{
    switch (limit) {
    case attention::RateLimit::Nothing:
        return Words::tr("nothing");
    case attention::RateLimit::Level:
        return Words::tr("its level");
    case attention::RateLimit::Budget:
        return Words::tr("the drawing budget");
    case attention::RateLimit::Hidden:
        return Words::tr("nothing of it can be seen");
    }
    return {};
}

QString badgeText(const PanelFigures &figures)
{
    if (figures.isEverything())
        return {};
    QStringList parts;
    const bool isLess = figures.grant && figures.grant->delivery != Delivery::Whole;
    const bool isFullRate = figures.isAtDisplayRate();
    if (figures.level != AttentionLevel::High || !isFullRate || isLess)
        parts << levelWord(figures.level);
    if (!isFullRate)
        parts << drawnText(figures);
    if (isLess && figures.grant->delivery == Delivery::Withheld)
        parts << Words::tr("no samples");
    else if (isLess)
        parts << deliveryText(*figures.grant);
    if (figures.limitedBy == attention::RateLimit::Budget)
        parts << Words::tr("drawing budget");
    if (figures.isHeldBack)
        parts << heldBackText(figures);
    if (figures.isFilling)
        parts << Words::tr("fetching what was left out");
    return parts.join(QStringLiteral(" · "));
}

QString attentionToolTip(const PanelFigures &figures)
{
    QStringList delivered{format::rate(figures.deliveredPerSecond < 0.05 ? 0.0 : figures.deliveredPerSecond)};
    if (figures.grant)
        delivered << grantText(*figures.grant);
    if (figures.isFilling)
        delivered << Words::tr("fetching what was left out");
    const QString drawn = figures.steadyHz() <= 0.0 || figures.isAtDisplayRate()
                              ? drawnText(figures)
                              : Words::tr("%1 of %2").arg(drawnText(figures), rateText(figures.displayHz));
    QStringList lines{
        Words::tr("Requested: %1, %2; %3")
            .arg(levelWord(figures.level), reasonPhrase(figures.reason), requestText(figures.requestedInterval)),
        Words::tr("Delivered: %1").arg(delivered.join(QStringLiteral(" · "))),
        Words::tr("Drawn: %1").arg(drawn),
        Words::tr("Limited by: %1").arg(limitText(figures)),
    };
    QStringList clocks;
    if (figures.deviceClock)
        clocks << format::deviceClock(*figures.deviceClock);
    if (figures.serverClock)
        clocks << format::serviceClock(*figures.serverClock);
    if (!clocks.isEmpty())
        lines << Words::tr("Clocks: %1").arg(clocks.join(QStringLiteral(" · ")));
    return lines.join(QLatin1Char('\n'));
}

} // namespace watchglass::ui
