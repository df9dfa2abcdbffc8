#pragma once

#include <QString>

namespace watchglass::app {

/// What runs here, for --version, the About box and reports of bugs: this program with the commit that it was built
/// from, Qt as built with and as found, and the libraries that matter. Several lines.
/// Requires: an application whose version is set, as `version+commit`.
QString versionText();

} // namespace watchglass::app
