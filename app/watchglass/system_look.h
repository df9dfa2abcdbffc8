#pragma once

#include <QObject>

namespace watchglass::app {

/// How the desktop wants programs to look.
/// Thread: GUI.
class SystemLook : public QObject
{
    Q_OBJECT

public:
    enum class Look { Dark, Light, HighContrast };

    using QObject::QObject;

    virtual Look look() const = 0;
    /// Begins to ask and to listen: only for who wants to follow it.
    virtual void follow() {}

Q_SIGNALS:
    void changed();
};

} // namespace watchglass::app
