import axios from "axios";

export const check = () => axios.get("/health", options);
