import { SSTConfig } from "sst";
import { Storage } from "./stacks/Storage";
export default {
  config(_input) {
    return { name: "notes", region: "eu-central-1" };
  },
  stacks(app) {
    app.stack(Storage);
  },
} satisfies SSTConfig;
