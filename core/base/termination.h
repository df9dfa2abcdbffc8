#pragma once

#include <functional>
#include <memory>

namespace watchglass {

/// Turns SIGINT and SIGTERM (Ctrl+C on Windows) into a call in the event loop, so that a program can end in order.
/// A second signal ends it at once, as without this class.
/// Thread: the main thread, which needs an event loop. At most one object at a time.
class Termination
{
public:
    explicit Termination(std::function<void()> call);
    ~Termination();

private:
    struct Private;
    std::unique_ptr<Private> m_private;
};

} // namespace watchglass
