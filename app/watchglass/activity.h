#pragma once

namespace watchglass::app {

/// Tells the system that the program is at work while nobody looks at its window, so that it is not slowed down: macOS
/// lets timers of hidden programs sleep (App Nap), and what they should have read would be late. Other systems do not.
/// Thread: GUI.
class Activity
{
public:
    Activity() = default;
    ~Activity() { setBusy(false); }
    Activity(const Activity &) = delete;
    Activity &operator=(const Activity &) = delete;

    /// Cheap when nothing changes.
    void setBusy(bool isBusy);
    bool isBusy() const { return m_isBusy; }

private:
    bool m_isBusy = false;
    void *m_token = nullptr; ///< Owned; what the system gave for the time of being busy.
};

} // namespace watchglass::app
