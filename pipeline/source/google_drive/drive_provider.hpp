#pragma once

#include <string>
#include <string_view>

#include "pipeline/model/limits.hpp"
#include "pipeline/platform/http_client.hpp"
#include "pipeline/source/google_drive/drive_answer.hpp"
#include "pipeline/source/google_drive/drive_config.hpp"
#include "pipeline/source/google_drive/drive_errors.hpp"
#include "pipeline/source/google_drive/drive_requests.hpp"
#include "pipeline/source/source_provider.hpp"

namespace pixferry {

/// Google Drive v3 with an API key: sees what is shared with everyone who has the link. The
/// client's policy should trust a configured api_url, allow redirects to kRedirectSuffixes, and
/// leave those to kUnfollowedSuffixes to it. A file that is redirected elsewhere is
/// `source_forbidden`.
///
/// A page that holds shortcuts to files costs a files.get for each of them, because the listing
/// tells nothing of their targets' sizes and hashes. A passing error there fails the whole page.
class GoogleDrive final : public SourceProvider {
 public:
  static constexpr std::string_view kRedirectSuffixes[] = {"googleapis.com",
                                                           "googleusercontent.com"};
  /// Where Google sends what it takes for robots, and who should log in.
  static constexpr std::string_view kUnfollowedSuffixes[] = {"google.com"};

  /// The client and the clock must outlive the provider.
  GoogleDrive(HttpClient& http, GoogleDriveConfig config, const Clock& clock, const Limits& limits);

  SourceKind kind() const override { return SourceKind::google_drive; }
  Result<FolderRef> recognise(const Link& link) const override;
  Result<FolderInfo> open(const Context& context, const FolderRef& folder) override;
  Result<FolderPage> list(const Context& context, const FolderRef& folder,
                          const std::string& page_token) override;
  Result<> fetch(const Context& context, const SourceFile& file, Spool& into) override;

 private:
  Result<HttpAnswer> ask(const Context& context, const HttpRequest& request,
                         const DriveQuestion& question);
  Result<DriveItem> look_at(const Context& context, const DriveRequests::Item& item,
                            DriveQuestion::About about);
  Result<> add(const Context& context, DriveItem item, FolderPage& page);
  Result<> add_target(const Context& context, DriveItem shortcut, FolderPage& page);

  HttpClient& http_;
  DriveRequests requests_;
  const Clock& clock_;
  Limits limits_;
};

}  // namespace pixferry
