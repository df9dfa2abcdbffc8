#include "core/base/clock.h"

#include <QTimer>

namespace watchglass {

namespace {

class QtTimer final : public Timer
{
public:
    explicit QtTimer(std::function<void()> call)
    {
        m_timer.setSingleShot(true);
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, std::move(call));
    }

    void start(Duration delay) override
    {
        const auto ms = std::chrono::ceil<std::chrono::milliseconds>(delay);
        m_timer.setTimerType(ms < std::chrono::seconds(2) ? Qt::PreciseTimer : Qt::CoarseTimer);
        m_timer.start(ms.count() > 0 ? ms : std::chrono::milliseconds(0));
    }
    void stop() override { m_timer.stop(); }
    bool isActive() const override { return m_timer.isActive(); }

private:
    QTimer m_timer;
};

} // namespace

Timestamp SystemClock::now() const
{
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return Timestamp::fromNs(std::chrono::duration_cast<Duration>(since).count());
}

Duration SystemClock::monotonic() const
{
    return std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch());
}

std::unique_ptr<Timer> SystemClock::makeTimer(std::function<void()> call)
{
    return std::make_unique<QtTimer>(std::move(call));
}

} // namespace watchglass
