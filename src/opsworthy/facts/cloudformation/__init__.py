"""CloudFormation and SAM templates: found by content, evaluated as far as they are literal, read into facts."""
