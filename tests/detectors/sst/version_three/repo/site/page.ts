// A class of the application with a word that a component has, too.
import { Queue } from "./queue";
export const queue = new Queue(null, "not-a-queue");
