#include "pipeline/measured_source.hpp"

namespace pixferry {

Result<FolderPage> MeasuredSource::list(const Context& context, const FolderRef& folder,
                                        const std::string& page_token) {
  const StageTimer timer{&metrics_, "list"};
  return source_.list(context, folder, page_token);
}

Result<> MeasuredSource::fetch(const Context& context, const SourceFile& file, Spool& into) {
  const StageTimer timer{&metrics_, "download"};
  auto fetched = source_.fetch(context, file, into);
  metrics_.bytes.add({std::string{name(kind())}, "in"}, static_cast<double>(into.size_bytes()));
  return fetched;
}

}  // namespace pixferry
